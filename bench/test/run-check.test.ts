import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';
import { expect, test } from 'vitest';
import type { Outcome } from '../src/bundle/run-check';

const source = (name: string) => fileURLToPath(new URL(`../src/bundle/${name}`, import.meta.url));

const checks = `
import { beforeAll, describe, expect, test, vi } from 'vitest';
test.each([[1, 1], [1, 2]])('%s is %s', (a, b) => expect(a).toBe(b));
describe('with a hook that fails', () => {
  beforeAll(() => { throw new Error('broken'); });
  test('never runs', () => {});
});
test('spies', () => {
  const object = { get: () => 1 };
  vi.spyOn(object, 'get').mockReturnValue(2);
  expect(object).toMatchObject({ get: expect.any(Function) });
  expect(object.get()).toBe(2);
});`;

test('bundled checks run without vitest, and failures of tests and hooks are reported', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'check-'));
  try {
    writeFileSync(join(folder, 'check.ts'), checks);
    await build({
      config: false,
      entry: { 'run-check': source('run-check.ts'), check: join(folder, 'check.ts') },
      outDir: folder,
      outExtension: () => ({ js: '.mjs' }),
      format: ['esm'],
      platform: 'node',
      noExternal: [/.*/],
      silent: true,
      esbuildOptions(options) {
        options.alias = { vitest: source('vitest.ts') };
      },
    });
    const child = fork(join(folder, 'run-check.mjs'));
    child.send({ path: join(folder, 'check.mjs'), every: 1 });
    const [{ measured }] = (await once(child, 'message')) as [{ measured: Outcome[] }];
    const found = measured.map(
      ({ title, passed }) => `${title.split(' > ').slice(1).join(' > ')}: ${passed}`,
    );
    expect(found).toEqual(['1 is 1: true', '1 is 2: false', 'spies: true', 'with a hook that fails: false']);
    expect(measured[1].errors[0]).toContain('expected 1 to be 2');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
