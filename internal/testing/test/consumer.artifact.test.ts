import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyProject, packed, quietInstall, type EmptyProject } from '../src/empty-project';
import { foldersIn, manifestIn, repository } from '../src/workspace';

const packages = foldersIn('packages').map((folder) => manifestIn(folder).name);

/** Every entry of every package, as a user imports it. */
const entries = foldersIn('packages').flatMap((folder) => {
  const { name, exports } = manifestIn(folder);
  return Object.keys(exports as object)
    .filter((entry) => entry !== './package.json')
    .map((entry) => name + entry.slice(1));
});

const peers = ['core', 'layers', 'backend-cpu', 'backend-wasm', 'backend-webgl', 'backend-webgpu'].map(
  (name) => `@tensorflow/tfjs-${name}`,
);

let project: EmptyProject;

const node = (folder: string, ...parameters: string[]) =>
  project.run(process.execPath, parameters, { folder });
const typescript = (folder: string, ...parameters: string[]) =>
  node(folder, join(repository, 'node_modules/typescript/bin/tsc'), ...parameters);

const strict = { strict: true, skipLibCheck: true, target: 'es2022', lib: ['es2023', 'dom'], types: [] };

/** Packs each package, and installs the tarballs and the peers in an empty project outside the repository. */
beforeAll(async () => {
  project = await emptyProject();
  const tarballs = await packed(project, foldersIn('packages'));
  await project.run('npm', ['install', ...quietInstall, ...tarballs, ...peers]);
  for (const [folder, type] of [
    ['esm', 'module'],
    ['cjs', 'commonjs'],
  ] as const) {
    await mkdir(join(project.path, folder));
    await writeFile(join(project.path, folder, 'package.json'), JSON.stringify({ type }));
    for (const file of ['train-ten-steps.ts', 'my-kind.test.js']) {
      await cp(join(repository, 'internal/testing/test/consumer', file), join(project.path, folder, file));
    }
    const node16 = { ...strict, module: 'node16', moduleResolution: 'node16' };
    await writeFile(join(project.path, folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: node16 }));
  }
});

afterAll(() => project.remove());

describe('the packages as published', () => {
  test('import from ES modules and CommonJS with the same names', async () => {
    const list = 'console.log(JSON.stringify(Object.keys(loaded).filter((key) => key !== "default").sort()))';
    const names = new Map<string, unknown>();
    for (const entry of entries) {
      const esm = `import * as loaded from '${entry}'; ${list}`;
      const cjs = `const loaded = require('${entry}'); ${list}`;
      const imported = JSON.parse(await node('esm', '--input-type=module', '--eval', esm)) as string[];
      expect(JSON.parse(await node('cjs', '--eval', cjs)), entry).toEqual(imported);
      names.set(entry, imported);
    }
    expect([...names.keys()]).toEqual(expect.arrayContaining([...packages, '@nin/cifar/node']));
    expect(names.get('@nin/schedules')).toContain('cosineAnnealing');
  });

  test('bring the licenses of what is bundled into them', async () => {
    const licenses = (name: string, folder = 'dist') =>
      readFile(join(project.path, 'node_modules', name, folder, 'BUNDLED-LICENSES.txt'), 'utf8');
    for (const name of packages) {
      // Each bundles the argument checks, whose nearest names are leven's.
      expect(await licenses(name), name).toMatch(
        /^leven \d.*\n\nMIT License\n\nCopyright \(c\) Sindre Sorhus/m,
      );
    }
    expect(await licenses('@nin/metrics')).toMatch(/^get-east-asian-width \d/m);
    expect(await licenses('@nin/cifar', 'dist/node')).toMatch(/^undici \d/m);
  });

  test('install, of @nin/cifar, no package that only Node needs', async () => {
    const installed = await readdir(join(project.path, 'node_modules'));
    expect(installed).toContain('modern-tar');
    expect(installed).not.toContain('undici');
    expect(installed).not.toContain('@npmcli');
  });

  test('bring types for bundlers', async () => {
    const bundler = { ...strict, module: 'esnext', moduleResolution: 'bundler', noEmit: true };
    const path = join(project.path, 'esm/tsconfig.bundler.json');
    await writeFile(path, JSON.stringify({ compilerOptions: bundler, files: ['train-ten-steps.ts'] }));
    await typescript('esm', '--project', basename(path));
  });

  test.each(['esm', 'cjs'])('compile for Node and train ten steps on wasm as %s', async (folder) => {
    await typescript(folder);
    const output = await node(folder, 'train-ten-steps.js');
    const result = JSON.parse(output.trim().split('\n').at(-1) ?? '') as {
      backend: string;
      params: number;
      steps: number;
      losses: number[];
      lines: string[];
      accuracy: number;
      svg: string;
    };
    expect(result.backend).toBe('wasm');
    expect(result.steps).toBe(10);
    expect(result.params).toBeGreaterThan(0);
    // Ten classes: an untrained network's loss is about ln 10 = 2.3.
    expect(result.losses.every((loss) => loss > 0 && loss < 10)).toBe(true);
    expect(result.lines).toHaveLength(2);
    expect(result.accuracy).toBeGreaterThanOrEqual(0);
    expect(result.accuracy).toBeLessThanOrEqual(1);
    expect(result.svg).toContain('<svg');
  });

  test('test a kind of block of another package by node:test, on cpu and wasm', async () => {
    const output = await node('esm', '--test', '--test-reporter=tap', 'my-kind.test.js');
    // Four on any backend, and eight on each.
    expect(output).toMatch(/^# pass 20$/m);
    expect(output).toMatch(/^# fail 0$/m);
  });
});
