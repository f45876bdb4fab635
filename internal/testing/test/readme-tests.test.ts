import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const readme = `
# example

\`\`\`ts
import { basename } from 'node:path';

const name: string = basename('a/b.txt'); // → b.txt
0.1 + 0.2; // → 0.30
\`\`\`

\`\`\`ts
0.1 + 0.2; // → 0.31
\`\`\`

\`\`\`ts
const missing: unknown[] = [];
missing[0].name;
\`\`\`

\`\`\`ts
await Promise.reject(new Error('later'));
\`\`\`

\`\`\`ts no-run
throw new Error('only shown');
\`\`\`

\`\`\`js
throw new Error('not TypeScript');
\`\`\`
`;

interface Report {
  testResults: { assertionResults: { title: string; status: string; failureMessages: string[] }[] }[];
}

let folder: string;
const outcomes = new Map<string, { status: string; message: string }>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nin-readme-'));
  await mkdir(join(folder, 'example'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'example/README.md'), readme);
  await writeFile(
    join(folder, 'vitest.config.mts'),
    `import { readmeTests } from '${root}internal/testing/src/readme-tests.ts';
     export default {
       plugins: [readmeTests()],
       resolve: { alias: { '@nin/testing': '${root}internal/testing/src/expect-shown.ts' } },
       test: { include: ['example/README.md'] },
     };`,
  );
  const report = await new Promise<Report>((resolve, reject) => {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const options = { cwd: folder, env: { PATH: process.env.PATH } };
    execFile(process.execPath, [vitest, 'run', '--reporter=json'], options, (_failed, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout) as Report);
      } catch {
        reject(new Error(stdout + stderr));
      }
    });
  });
  for (const { title, status, failureMessages } of report.testResults.flatMap(
    (file) => file.assertionResults,
  )) {
    outcomes.set(title, { status, message: failureMessages.join('\n') });
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a README as a test file', () => {
  test('has a test for each runnable block, named by its line', () => {
    expect([...outcomes.keys()]).toEqual([4, 11, 15, 20].map((line) => `example README, line ${line}`));
  });

  test('passes where what is shown is true', () => {
    expect(outcomes.get('example README, line 4')?.status).toBe('passed');
  });

  test('fails where a value is not the one shown, and says both', () => {
    const { status, message } = outcomes.get('example README, line 11') ?? {};
    expect(status).toBe('failed');
    expect(message).toContain('0.30000000000000004 shown as 0.31');
  });

  test('fails where a block throws, now or later', () => {
    expect(outcomes.get('example README, line 15')?.status).toBe('failed');
    expect(outcomes.get('example README, line 20')?.message).toContain('later');
  });
});
