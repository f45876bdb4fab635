import { readFileSync } from 'node:fs';
import { readFile, symlink, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyProject, quietInstall, type EmptyProject } from '../src/empty-project';
import { startLoopbackRegistry, type LoopbackRegistry } from '../src/loopback-registry';
import { copyRepository, type RepositoryCopy } from '../src/repository-copy';
import { manifestIn, published, repository } from '../src/workspace';

const names = published().map((folder) => manifestIn(folder).name);
const folderOf = (name: string) => published()[names.indexOf(name)] ?? '';
const libraries = names.filter((name) => name !== '@nin/cli');
const peers = ['core', 'layers', 'backend-wasm'].map((name) => `@tensorflow/tfjs-${name}`);

let registry: LoopbackRegistry;
let copy: RepositoryCopy;
let project: EmptyProject;

const publish = (env: Record<string, string> = {}) => copy.run('npm', ['run', 'release:publish'], env);
const onRegistry = async () =>
  (await Promise.all(names.map((name) => registry.packument(name)))).filter(Boolean).length;

/** The version that a published package has in the copy. */
const versionOf = (folder: string) =>
  (JSON.parse(readFileSync(join(copy.path, folder, 'package.json'), 'utf8')) as { version: string }).version;

/**
 * Two things are otherwise in the copy. Provenance is signed by a CI that npm knows, which a registry on loopback is not
 * asked for. And the checks, of which this test is one, are a stand-in that passes or fails on request.
 */
beforeAll(async () => {
  [registry, copy, project] = await Promise.all([startLoopbackRegistry(), copyRepository(), emptyProject()]);
  await writeFile(
    join(copy.path, '.npmrc'),
    (await readFile(join(copy.path, '.npmrc'), 'utf8')) + registry.npmrc,
  );
  for (const folder of published()) {
    await copy.edit(`${folder}/package.json`, (manifest) => {
      manifest.publishConfig = { access: 'public', '@nin:registry': registry.url };
    });
  }
  await copy.edit('package.json', ({ scripts }) => {
    (scripts as Record<string, string>).check =
      `node -e "process.exit(process.env.CHECKS === 'pass' ? 0 : 1)"`;
  });
  // Whatever has been released before, there is something to release.
  const bumps = names.map((name) => `'${name}': minor\n`).join('');
  await writeFile(join(copy.path, '.changeset/of-this-test.md'), `---\n${bumps}---\n\nA change.\n`);
  await copy.commit();
});

afterAll(() => Promise.all([registry.stop(), copy.remove(), project.remove()]));

describe('a release', () => {
  test('publishes nothing that has no version yet', async () => {
    const { status, output } = await publish({ CHECKS: 'pass' });
    expect(output).toMatch(/Nothing was published: .* in no version yet: run `npm run release:version`/);
    expect(status).toBe(1);
    expect(await onRegistry()).toBe(0);
  });

  test('gives each package a version and a list of changes, and the command the new packages', async () => {
    const { status, output } = await copy.run('npm', ['run', 'release:version']);
    expect(status, output).toBe(0);
    for (const folder of published()) {
      const version = versionOf(folder);
      expect(version, folder).not.toBe(manifestIn(folder).version);
      const changes = readFileSync(join(copy.path, folder, 'CHANGELOG.md'), 'utf8');
      expect(changes, folder).toContain(`\n## ${version}\n`);
      expect(changes, folder).toMatch(/^- [\da-f]{7}: A change\.$/m);
    }
    const { dependencies } = JSON.parse(
      readFileSync(join(copy.path, 'examples/node/package.json'), 'utf8'),
    ) as { dependencies: Record<string, string> };
    const ours = Object.entries(dependencies).filter(([name]) => libraries.includes(name));
    expect(Object.fromEntries(ours)).toEqual(
      Object.fromEntries(ours.map(([name]) => [name, `^${versionOf(folderOf(name))}`])),
    );
  });

  test('publishes nothing that is not committed', async () => {
    const { status, output } = await publish({ CHECKS: 'pass' });
    expect(output).toContain('Nothing was published: what is published must be committed first');
    expect(status).toBe(1);
    expect(await onRegistry()).toBe(0);
  });

  test('publishes nothing that fails a check', async () => {
    await copy.commit();
    const { status, output } = await publish();
    expect(output).toContain('Nothing was published: the checks failed');
    expect(status).toBe(1);
    expect(await onRegistry()).toBe(0);
  });

  test('publishes every package once, built and checked', async () => {
    const { status, output } = await publish({ CHECKS: 'pass' });
    expect(status, output).toBe(0);
    for (const name of names) {
      const versions = Object.keys((await registry.packument(name))?.versions ?? {});
      expect(versions, name).toEqual([versionOf(folderOf(name))]);
    }
    const again = await publish({ CHECKS: 'pass' });
    expect(again.status, again.output).toBe(0);
    expect(again.output).toContain('No unpublished projects to publish');
  });
});

describe('who installs from the registry', () => {
  const fromRegistry = () => ({ 'npm_config_@nin:registry': registry.url });

  test('trains ten steps, from ES modules and from CommonJS', async () => {
    await project.run('npm', ['install', ...quietInstall, ...libraries, ...peers], { env: fromRegistry() });
    const source = await readFile(
      join(repository, 'internal/testing/test/consumer/train-ten-steps.ts'),
      'utf8',
    );
    for (const [file, module] of [
      ['steps.mjs', ts.ModuleKind.ES2022],
      ['steps.cjs', ts.ModuleKind.CommonJS],
    ] as const) {
      const compilerOptions = { module, target: ts.ScriptTarget.ES2022 };
      const { outputText } = ts.transpileModule(source, { compilerOptions });
      await writeFile(join(project.path, file), outputText);
      const output = await project.run(process.execPath, [file]);
      const result = JSON.parse(output.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
      expect(result, file).toMatchObject({ backend: 'wasm', steps: 10 });
    }
  });

  test('has the list of changes and the license of each package', async () => {
    for (const name of libraries) {
      const folder = join(project.path, 'node_modules', name);
      expect(await readFile(join(folder, 'CHANGELOG.md'), 'utf8')).toContain(
        `\n## ${versionOf(folderOf(name))}\n`,
      );
      expect(await readFile(join(folder, 'LICENSE'), 'utf8')).toContain('MIT License');
    }
  });

  const training = [
    'train',
    '--data',
    'synthetic',
    '--limit-train',
    '64',
    '--limit-test',
    '32',
    '--epochs',
    '1',
  ];

  test('installs the command for the whole machine, and types nin', async () => {
    const prefix = join(project.path, 'global');
    const install = [
      'install',
      '--global',
      `--prefix=${prefix}`,
      '--omit=optional',
      ...quietInstall,
      '@nin/cli',
    ];
    await project.run('npm', install, { env: fromRegistry() });
    const nin = join(prefix, 'bin/nin');
    expect(await project.run(nin, ['--version'])).toBe(`${versionOf('examples/node')}\n`);
    expect(await project.run(nin, ['shapes', '--help'])).toMatch(/^Usage: nin shapes /);
    expect(await project.run(nin, [...training, '--batch-size', '16'])).toContain('Test accuracy');
  });

  test('runs the command without installing it, and types npx @nin/cli', async () => {
    // npx keeps what it fetched in npm's cache; the downloads of the machine's may serve, but nothing of this may stay there.
    const cache = join(project.path, 'npm-cache');
    await mkdir(cache);
    const downloads = join((await project.run('npm', ['config', 'get', 'cache'])).trim(), '_cacache');
    await symlink(downloads, join(cache, '_cacache'));
    const env = {
      ...fromRegistry(),
      npm_config_cache: cache,
      npm_config_omit: 'optional',
      npm_config_prefer_offline: 'true',
    };
    await mkdir(join(project.path, 'elsewhere'));
    const npx = (...parameters: string[]) =>
      project.run('npx', ['--yes', '@nin/cli', ...parameters], { folder: 'elsewhere', env });
    expect(await npx('shapes', '--help')).toMatch(/^Usage: npx @nin\/cli shapes /);
    expect(await npx(...training, '--batch-size', '16')).toContain('Test accuracy');
  });
});
