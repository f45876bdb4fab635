import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kindProject, writeNetwork } from './kind-project';
import { emptyFolder, runNin } from './run-nin';

const read = (...parts: string[]) => readFileSync(join(...parts), 'utf8');

describe('nin new-block', () => {
  test('writes a kind that passes its test as it is, and trains', async () => {
    const cwd = kindProject();
    const { status, stderr, stdout } = await runNin(['new-block', 'my-block'], { cwd });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Wrote my-block\.js\nWrote my-block\.test\.js\nNext: npm install @nin\/blocks /);
    // Without the variable by which node:test knows that it runs within node:test.
    const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
    const report = execFileSync(process.execPath, ['--test', 'my-block.test.js'], { cwd, env }).toString();
    expect(report).toMatch(/^\S+ pass [1-9]\d*$/m);
    expect(report).toMatch(/^\S+ fail 0$/m);
    writeNetwork(cwd, 'my-block');
    const small = ['--data', 'synthetic', '--limit-train', '32', '--limit-test', '16', '--batch-size', '16'];
    const use = ['--use', './my-block.js', '--epochs', '1'];
    expect(await runNin(['train', 'network.json', ...use, ...small], { cwd })).toMatchObject({ status: 0 });
  });

  test('writes TypeScript where there is a tsconfig.json, and .mjs among CommonJS', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'package.json'), '{ "type": "commonjs" }');
    mkdirSync(join(cwd, 'typed'));
    writeFileSync(join(cwd, 'typed/tsconfig.json'), '{}');
    await runNin(['new-block', 'one'], { cwd });
    await runNin(['new-block', 'two', '--dir', 'typed'], { cwd });
    expect(readdirSync(cwd).sort()).toEqual(['one.mjs', 'one.test.mjs', 'package.json', 'typed']);
    expect(readdirSync(join(cwd, 'typed')).sort()).toEqual(['tsconfig.json', 'two.mts', 'two.test.mts']);
  });

  test('writes a source and its test in the repository, the same but for where things are from', async () => {
    const cwd = emptyFolder();
    const kinds = join(cwd, 'packages/blocks/src/kinds');
    mkdirSync(kinds, { recursive: true });
    writeFileSync(join(kinds, 'builtin-kinds.ts'), '');
    const { stdout } = await runNin(['new-block', 'my-block'], { cwd: kinds });
    expect(stdout).toContain("import { myBlockKind } from './my-block' in builtin-kinds.ts");
    expect(read(cwd, 'packages/blocks/test/kinds/my-block.tensor.test.ts')).toContain(
      "from '../../src/kinds/my-block'",
    );
    await runNin(['new-block', 'my-block', '--dir', 'elsewhere', '--ts'], { cwd });
    const withoutImports = (text: string) => text.replace(/^import .*\n/gm, '');
    const written = read(kinds, 'my-block.ts');
    expect(withoutImports(written)).toBe(withoutImports(read(cwd, 'elsewhere/my-block.ts')));
    expect(written).toContain("from '../define-block'");
    expect(read(kinds, 'builtin-kinds.ts')).toBe('');
  });

  test.runIf(existsSync('/proc/self'))('ends with a line where a folder cannot be made', async () => {
    const { status, stderr } = await runNin(['new-block', 'my-block', '--dir', '/proc/nin/deeper']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^nin: \/proc\/nin\/deeper\/my-block\.js cannot be written: ENOENT.*\n$/);
  });

  test('leaves what is there, and refuses names that no kind can have', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'my-block.test.js'), 'mine');
    const refused = await runNin(['new-block', 'my-block'], { cwd });
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/my-block\.test\.js exists already: nothing was written\n$/);
    expect(readdirSync(cwd)).toEqual(['my-block.test.js']);
    for (const [name, message] of [
      [
        'MyBlock',
        /^nin: NAME must be lowercase letters and digits with hyphens between, .*, got 'MyBlock'\n$/,
      ],
      ['../up', /^nin: NAME must be lowercase letters/],
      ['nin', /^nin: NAME must be a name that no kind of @nin\/blocks has, got 'nin'\n$/],
    ] as const) {
      const { status, stderr } = await runNin(['new-block', name], { cwd });
      expect(status).toBe(1);
      expect(stderr).toMatch(message);
    }
    expect(readdirSync(cwd)).toEqual(['my-block.test.js']);
  });
});
