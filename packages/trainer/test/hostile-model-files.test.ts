import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fileSystem, ModelFileError } from '@nin/trainer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let root: string;
let directories = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'nin-hostile-'));
});
afterAll(() => rm(root, { recursive: true }));

interface Group {
  paths?: unknown;
  weights?: unknown;
}

const oneFloat = { name: 'a', shape: [1], dtype: 'float32' };

/** Writes a model.json that no tfjs wrote, next to one float, and loads it. */
async function problemOf(group: Group): Promise<ModelFileError> {
  const directory = join(root, `model-${++directories}`);
  await mkdir(directory);
  await writeFile(join(directory, 'a.bin'), new Uint8Array(4));
  const weightsManifest = [{ paths: ['a.bin'], weights: [oneFloat], ...group }];
  await writeFile(join(directory, 'model.json'), JSON.stringify({ modelTopology: {}, weightsManifest }));
  return failureOf(directory);
}

async function failureOf(directory: string): Promise<ModelFileError> {
  const error: unknown = await fileSystem(directory)
    .load()
    .then(
      () => undefined,
      (reason: unknown) => reason,
    );
  expect(error).toBeInstanceOf(ModelFileError);
  expect((error as Error).message).toMatch(/^fileSystem: [^\n]*$/);
  return error as ModelFileError;
}

describe('weights are only read from files next to model.json', () => {
  test.each([
    '../secret.bin',
    '../../../etc/passwd',
    '/etc/passwd',
    'inner/a.bin',
    '..',
    '.',
    '',
    'a.bin\0.txt',
    '..\\secret.bin',
    'C:secret.bin',
    'C:\\secret.bin',
    '\\\\server\\share\\a.bin',
    'a.bin:stream',
    'NUL',
    'com1.bin',
    'x'.repeat(256),
    7,
    null,
    ['a.bin'],
  ])('%j is refused', async (path) => {
    const error = await problemOf({ paths: [path] });
    expect(error.problem).toBe('damaged');
    expect(error.message).toContain('must list weight files in its own directory by plain names, got ');
  });

  test('names that only look odd are taken', async () => {
    const directory = join(root, 'odd');
    for (const name of ['..a.bin', 'a..bin', 'größe 1.bin', 'console.bin', '-rf']) {
      await mkdir(directory, { recursive: true });
      await writeFile(join(directory, name), new Uint8Array(4));
      const weightsManifest = [{ paths: [name], weights: [oneFloat] }];
      await writeFile(join(directory, 'model.json'), JSON.stringify({ modelTopology: {}, weightsManifest }));
      expect((await fileSystem(directory).load()).weightSpecs).toEqual([oneFloat]);
    }
  });

  test('and from so few that no list of them is a burden', async () => {
    const error = await problemOf({ paths: Array<string>(5000).fill('a.bin') });
    expect(error.message).toContain('must name at most 4096 files of weights, got 5000');
  });
});

describe('each weight is what tfjs knows', () => {
  const weight = (change: object) => problemOf({ weights: [{ ...oneFloat, ...change }] });

  test.each([undefined, null, 7, '', '__proto__'])('the name %j is refused', async (name) => {
    expect((await weight({ name })).message).toContain('must give each weight a name, got ');
  });

  test.each([undefined, 4, [1.5], [-1], ['1'], [1e300], [2 ** 30, 2 ** 30], [null]])(
    'the shape %j is refused',
    async (shape) => {
      expect((await weight({ shape })).message).toContain(
        "must give 'a' a shape of non-negative integers, got ",
      );
    },
  );

  test.each([undefined, 'float64', 'toString', 0, { constructor: 1 }])(
    'the dtype %j is refused',
    async (dtype) => {
      expect((await weight({ dtype })).message).toContain("must give 'a' a dtype of tfjs, got ");
    },
  );

  test.each([
    null,
    'uint8',
    {},
    { dtype: 'uint8' },
    { dtype: 'uint8', scale: '1', min: 0 },
    { dtype: 'float64', scale: 1, min: 0 },
    { dtype: 'constructor', scale: 1, min: 0 },
  ])('the quantization %j is refused', async (quantization) => {
    expect((await weight({ quantization })).message).toContain("must give 'a' a quantization of tfjs, got ");
  });

  test('and not a thing of another kind', async () => {
    for (const weights of [[null], [7], ['a'], [[]]]) {
      expect((await problemOf({ weights })).message).toContain('must give each weight a name, got undefined');
    }
  });
});

describe('no file is read that is not of the model', () => {
  test('a file of another size is not opened, however large it is', async () => {
    const directory = join(root, 'sparse');
    await mkdir(directory);
    await writeFile(join(directory, 'a.bin'), '');
    // A hole of 64 GB, which a whole machine's memory would not hold.
    await truncate(join(directory, 'a.bin'), 64 * 2 ** 30);
    const model = (shape: number[]) =>
      JSON.stringify({
        modelTopology: {},
        weightsManifest: [{ paths: ['a.bin'], weights: [{ ...oneFloat, shape }] }],
      });
    await writeFile(join(directory, 'model.json'), model([1]));
    expect((await failureOf(directory)).message).toContain(
      `must have 4 bytes according to model.json, got ${64 * 2 ** 30}`,
    );
    await writeFile(join(directory, 'model.json'), model([16 * 2 ** 30]));
    expect((await failureOf(directory)).message).toContain(
      `must have at most ${4 * 2 ** 30} bytes of weights, got ${64 * 2 ** 30}`,
    );
    await writeFile(join(directory, 'a.bin'), new Uint8Array(4));
    await writeFile(join(directory, 'model.json'), model([2 ** 40]));
    expect((await failureOf(directory)).message).toContain(
      `must have ${4 * 2 ** 40} bytes according to model.json, got 4`,
    );
    await truncate(join(directory, 'model.json'), 2 ** 30);
    expect((await failureOf(directory)).message).toContain(
      `must have at most ${2 ** 28} bytes, got ${2 ** 30}`,
    );
  });

  test.skipIf(process.platform === 'win32')('a device, a pipe or a folder is refused', async () => {
    const pipe = join(root, 'pipe');
    await promisify(execFile)('mkfifo', [pipe]);
    for (const [target, kind] of [
      ['/dev/zero', 'a device or pipe'],
      [pipe, 'a device or pipe'],
      [root, 'a folder'],
    ] as const) {
      const directory = join(root, `devices-${++directories}`);
      await mkdir(directory);
      await symlink(target, join(directory, 'a.bin'));
      const weightsManifest = [{ paths: ['a.bin'], weights: [oneFloat] }];
      await writeFile(join(directory, 'model.json'), JSON.stringify({ modelTopology: {}, weightsManifest }));
      const path = join(directory, 'a.bin');
      expect(await failureOf(directory)).toMatchObject({
        path,
        message: `fileSystem: ${path} must be a file, got ${kind}`,
      });
      await rm(join(directory, 'model.json'));
      await symlink(target, join(directory, 'model.json'));
      expect((await failureOf(directory)).message).toContain(`model.json must be a file, got ${kind}`);
    }
  });

  test.runIf(process.platform === 'linux')('a file that has no size and no end is not read', async () => {
    const directory = join(root, 'endless');
    await mkdir(directory);
    await symlink('/proc/self/status', join(directory, 'model.json'));
    expect((await failureOf(directory)).message).toContain('model.json must be JSON: ');
  });

  test('lists in lists without end are damage', async () => {
    const directory = join(root, 'deep');
    await mkdir(directory);
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const path = join(directory, 'model.json');
    const group = `{"paths":[],"weights":[],"sha256":"a"}`;
    await writeFile(path, `{"modelTopology":{"a":${deep}},"weightsManifest":[${group}],"sha256":"b"}`);
    expect((await failureOf(directory)).problem).toBe('damaged');
  });

  test('a save removes no file but weights, whatever the model.json there names', async () => {
    const directory = join(root, 'names');
    await mkdir(directory);
    await writeFile(join(directory, 'notes.txt'), 'mine');
    const weightsManifest = [{ paths: ['notes.txt', 'model.json', '../names/notes.txt'], weights: [] }];
    await writeFile(join(directory, 'model.json'), JSON.stringify({ modelTopology: {}, weightsManifest }));
    const artifacts = { modelTopology: { mine: true } };
    await fileSystem(directory).save(artifacts);
    expect(await fileSystem(directory).load()).toMatchObject(artifacts);
    await rm(join(directory, 'notes.txt'));
  });
});
