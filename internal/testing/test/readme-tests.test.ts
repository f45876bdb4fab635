import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repository } from '../src/workspace';

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
  testResults: {
    name: string;
    message: string;
    status: string;
    assertionResults: { title: string; status: string; failureMessages: string[] }[];
  }[];
}

let folder: string;
let files: Report['testResults'];
const outcomes = new Map<string, { status: string; message: string }>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nin-readme-'));
  await mkdir(join(folder, 'example'));
  await mkdir(join(folder, 'wordy'));
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'example/README.md'), readme);
  await writeFile(join(folder, 'wordy/README.md'), '# words only\n');
  await writeFile(
    join(folder, 'vitest.config.mts'),
    `import { readmeTests } from '${repository}internal/testing/src/readme-tests.ts';
     export default {
       plugins: [readmeTests()],
       resolve: { alias: { '@nin/testing': '${repository}internal/testing/src/expect-shown.ts' } },
       test: { include: ['*/README.md'] },
     };`,
  );
  files = await new Promise<Report['testResults']>((resolve, reject) => {
    const vitest = join(repository, 'node_modules/vitest/vitest.mjs');
    const options = { cwd: folder, env: { PATH: process.env.PATH } };
    execFile(process.execPath, [vitest, 'run', '--reporter=json'], options, (_failed, stdout, stderr) => {
      try {
        resolve((JSON.parse(stdout) as Report).testResults);
      } catch {
        reject(new Error(stdout + stderr));
      }
    });
  });
  for (const { title, status, failureMessages } of files.flatMap((file) => file.assertionResults)) {
    outcomes.set(title, { status, message: failureMessages.join('\n') });
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a README as a test file', () => {
  test('has a test for each runnable block, named by its line', () => {
    expect([...outcomes.keys()]).toEqual([4, 11, 15, 20].map((line) => `example/README.md, line ${line}`));
  });

  test('passes where what is shown is true', () => {
    expect(outcomes.get('example/README.md, line 4')?.status).toBe('passed');
  });

  test('fails where a value is not the one shown, and says both', () => {
    const { status, message } = outcomes.get('example/README.md, line 11') ?? {};
    expect(status).toBe('failed');
    expect(message).toContain('0.30000000000000004 shown as 0.31');
  });

  test('fails where a block throws, now or later', () => {
    expect(outcomes.get('example/README.md, line 15')?.status).toBe('failed');
    expect(outcomes.get('example/README.md, line 20')?.message).toContain('later');
  });

  test('fails where there is nothing to run', () => {
    const wordy = files.find(({ name }) => name.includes('wordy'));
    expect(wordy?.status).toBe('failed');
    expect(wordy?.message).toContain('No test suite found');
  });
});
