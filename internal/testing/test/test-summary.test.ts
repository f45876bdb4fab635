import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { repository } from '../src/workspace';

const folder = mkdtempSync(join(tmpdir(), 'nin-summary-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A report as vitest writes it, of one file. */
function report(name: string, statuses: string[], file: { status?: string; message?: string } = {}): string {
  const path = join(folder, name);
  const assertionResults = statuses.map((status, i) => ({ fullName: `test ${i}`, status }));
  const testResults = [
    { name: join(repository, 'some.test.ts'), status: 'passed', assertionResults, ...file },
  ];
  writeFileSync(path, JSON.stringify({ testResults }));
  return path;
}

function summary(...reports: string[]): { lines: string[]; status: number | null } {
  const script = join(repository, 'tools/test-summary.js');
  const { stdout, status } = spawnSync(process.execPath, [script, ...reports], {
    cwd: repository,
    encoding: 'utf8',
  });
  return { lines: stdout.trimEnd().split('\n'), status };
}

describe('the test summary', () => {
  test('adds up reports', () => {
    const result = summary(report('a.json', ['passed', 'passed']), report('b.json', ['passed']));
    expect(result).toEqual({ lines: ['3 passed, 0 failed'], status: 0 });
  });

  test('fails with a failed test and names it', () => {
    expect(summary(report('a.json', ['passed', 'failed']))).toEqual({
      lines: ['failed: some.test.ts: test 1', '1 passed, 1 failed'],
      status: 1,
    });
  });

  test.each(['pending', 'skipped', 'todo'])('fails with a test that is %s', (status) => {
    expect(summary(report('a.json', ['passed', status]))).toEqual({
      lines: [`did not run: some.test.ts: test 1 (${status})`, '1 passed, 0 failed'],
      status: 1,
    });
  });

  test('counts a file that could not be loaded as one failure', () => {
    const broken = report('a.json', [], { status: 'failed', message: 'cannot find module' });
    expect(summary(broken)).toEqual({
      lines: ['failed: some.test.ts: cannot find module', '0 passed, 1 failed'],
      status: 1,
    });
  });

  test('fails without a report', () => {
    expect(summary(join(folder, 'none.json'))).toEqual({
      lines: [
        `did not run: all of ${join(folder, 'none.json')}, which was not written`,
        '0 passed, 0 failed',
      ],
      status: 1,
    });
  });
});
