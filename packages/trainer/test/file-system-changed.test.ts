import * as realFs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileSystem, ModelFileError } from '@nin/trainer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

let root: string;
let directory: string;
let directories = 0;
beforeAll(async () => {
  root = await realFs.mkdtemp(join(tmpdir(), 'nin-changed-'));
});
afterAll(() => realFs.rm(root, { recursive: true }));
beforeEach(() => {
  directory = join(root, `model-${++directories}`);
});
afterEach(() => vi.restoreAllMocks());

const model = (version: number) => ({
  modelTopology: { version },
  weightSpecs: [{ name: 'a', shape: [1], dtype: 'float32' as const }],
  weightData: Float32Array.of(version).buffer,
});

async function versionIn(folder: string): Promise<number> {
  const { modelTopology, weightData } = await fileSystem(folder).load();
  const { version } = modelTopology as { version: number };
  expect(new Float32Array(weightData as ArrayBuffer)[0]).toBe(version);
  return version;
}

async function expectRefusal(save: Promise<unknown>): Promise<void> {
  const path = join(directory, 'model.json');
  const error: unknown = await save.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ModelFileError);
  expect(error).toMatchObject({ problem: 'changed', path });
  expect((error as Error).message).toBe(
    `fileSystem: ${path} must be unchanged since this program saved or loaded it: ` +
      'another program has replaced or removed it',
  );
}

describe('a handler saves over no other model than it knows', () => {
  test('not over what another has saved since its last save', async () => {
    const [one, other] = [fileSystem(directory), fileSystem(directory)];
    await one.save(model(1));
    await one.save(model(2));
    await other.save(model(3));
    await expectRefusal(one.save(model(4)));
    await expectRefusal(one.save(model(4)));
    expect(await versionIn(directory)).toBe(3);
    expect(await realFs.readdir(directory)).toHaveLength(2);
    await other.save(model(5));
    // Who loads knows what is there.
    await one.load();
    await one.save(model(6));
    await expectRefusal(other.save(model(7)));
    expect(await versionIn(directory)).toBe(6);
  });

  test('not over what another has saved since it was loaded', async () => {
    await fileSystem(directory).save(model(1));
    const one = fileSystem(directory);
    await one.load();
    await fileSystem(directory).save(model(1));
    await expectRefusal(one.save(model(2)));
    expect(await versionIn(directory)).toBe(1);
  });

  test('nor where the model, or its folder, is gone: it is not made again', async () => {
    const one = fileSystem(directory);
    await one.save(model(1));
    await realFs.rm(join(directory, 'model.json'));
    await expectRefusal(one.save(model(2)));
    expect((await realFs.readdir(directory)).filter((name) => name === 'model.json')).toEqual([]);

    const moved = fileSystem(directory);
    await moved.save(model(3));
    await realFs.rename(directory, `${directory}-moved`);
    await expectRefusal(moved.save(model(4)));
    await expect(realFs.stat(directory)).rejects.toThrow('ENOENT');
    expect(await versionIn(`${directory}-moved`)).toBe(3);
  });

  test('but its first save replaces what is there', async () => {
    await fileSystem(directory).save(model(1));
    await fileSystem(directory).save(model(2));
    expect(await versionIn(directory)).toBe(2);
    const one = fileSystem(join(directory, 'deep', 'er'));
    await expect(one.load()).rejects.toThrow('cannot be read');
    await one.save(model(3));
    expect(await versionIn(join(directory, 'deep', 'er'))).toBe(3);
  });

  test('a save that began before another ended is refused, and leaves its files alone', async () => {
    await fileSystem(directory).save(model(1));
    const load = process.getBuiltinModule.bind(process);
    const inBetween = vi.fn(async () => {
      vi.restoreAllMocks();
      await fileSystem(directory).save(model(3));
    });
    const fs = {
      ...realFs,
      open: async (path: string, flags: string) => {
        if (path.endsWith('.tmp')) await inBetween();
        return realFs.open(path, flags);
      },
    };
    vi.spyOn(process, 'getBuiltinModule').mockImplementation((id: string) =>
      id === 'node:fs/promises' ? fs : load(id),
    );
    await expectRefusal(fileSystem(directory).save(model(2)));
    expect(inBetween).toHaveBeenCalledOnce();
    expect(await versionIn(directory)).toBe(3);
    expect(await realFs.readdir(directory)).toHaveLength(2);
  });

  test('refused saves and loads do not stop those after them', async () => {
    const one = fileSystem(directory);
    await one.save(model(1));
    await fileSystem(directory).save(model(2));
    const [refused, loaded, saved] = await Promise.allSettled([
      one.save(model(3)),
      one.load(),
      one.save(model(4)),
    ]);
    expect([refused.status, loaded.status, saved.status]).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(await versionIn(directory)).toBe(4);
  });
});
