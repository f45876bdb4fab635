import { existsSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyProject, packed, quietInstall, type EmptyProject } from '../src/empty-project';
import { foldersIn, repository } from '../src/workspace';

const command = 'examples/node';

let project: EmptyProject;

/** The command as a person runs it who has installed it in a project. */
const nin = (...parameters: string[]) => project.run('npx', ['nin', ...parameters]);

/** Installs the command and the packages it needs as tarballs, without the GPU, which is optional. */
beforeAll(async () => {
  project = await emptyProject();
  const tarballs = await packed(project, [command, ...foldersIn('packages')]);
  await project.run('npm', ['install', ...quietInstall, '--omit=optional', ...tarballs]);
});

afterAll(() => project.remove());

describe('the command as published', () => {
  test('has a README, a license, and nothing but what it needs to run', async () => {
    const [{ files }] = JSON.parse(
      await project.run('npm', [
        'pack',
        join(repository, command),
        '--ignore-scripts',
        '--json',
        '--dry-run',
      ]),
    ) as [{ files: { path: string }[] }];
    const others = files.map(({ path }) => path).filter((path) => !/^dist\/[^/]+\.js$/.test(path));
    expect(others.sort()).toEqual([
      'LICENSE',
      'README.md',
      'bin/nin.js',
      'dist/BUNDLED-LICENSES.txt',
      'package.json',
    ]);
  });

  test('says its version', async () => {
    const { version } = JSON.parse(
      await readFile(join(project.path, 'node_modules/@nin/cli/package.json'), 'utf8'),
    ) as { version: string };
    expect(await nin('--version')).toBe(`${version}\n`);
  });

  test('prints shapes', async () => {
    expect(await nin('shapes', '--spec', 'lecture', '--input', '1024x1024x3')).toContain('(1, 42, 42, 1024)');
  });

  test('trains, and leaves the report', async () => {
    const small = ['--data', 'synthetic', '--limit-train', '64', '--limit-test', '32', '--batch-size', '16'];
    const output = await nin('train', ...small, '--epochs', '1', '--backend', 'wasm', '--out', 'run');
    expect(output).toContain('Test accuracy');
    expect(existsSync(join(project.path, 'run/report.html'))).toBe(true);
  });

  test('classifies a picture', async () => {
    await cp(join(repository, 'docs/run.png'), join(project.path, 'picture.png'));
    expect(await nin('predict', 'run', 'picture.png')).toMatch(/picture\.png.*%/s);
  });

  test('has the lecture with it', async () => {
    expect(await nin('lesson', '--help')).toMatch(/^Usage: npx nin lesson /);
  });
});
