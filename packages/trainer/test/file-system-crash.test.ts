import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as realFs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { seededRandom } from '@nin/testing';
import { fileSystem, ModelFileError } from '@nin/trainer';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { build } from 'vite';

let root: string;
beforeAll(async () => {
  root = await realFs.mkdtemp(join(tmpdir(), 'nin-crash-'));
});
afterAll(() => realFs.rm(root, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

/** A model whose weights all are its version, so that a mixture of two would show. */
function modelOf(version: number, floats: number) {
  return {
    modelTopology: { version },
    weightSpecs: [{ name: 'weights', shape: [floats], dtype: 'float32' as const }],
    weightData: new Float32Array(floats).fill(version).buffer,
  };
}

/** The version a directory holds, if all of it is of one version. */
async function versionIn(directory: string): Promise<number> {
  const { modelTopology, weightData } = await fileSystem(directory).load();
  const { version } = modelTopology as { version: number };
  const values = new Float32Array(weightData as ArrayBuffer);
  expect(values.every((value) => value === version)).toBe(true);
  return version;
}

/** Makes Node's file functions die at the operation given, half-way through a write, as a killed process does. */
function dieAt(fatal: number): { operations: () => number } {
  let count = 0;
  const alive = () => {
    if (++count >= fatal) throw new Error('killed');
  };
  const handleOf = (handle: realFs.FileHandle) => ({
    writeFile: async (data: Uint8Array) => {
      if (count + 1 === fatal) await handle.writeFile(data.subarray(0, data.length / 2));
      alive();
      await handle.writeFile(data);
    },
    sync: async () => {
      alive();
      await handle.sync();
    },
    close: () => handle.close(),
  });
  const guarded =
    <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => (alive(), work(...args));
  const fs = {
    mkdir: guarded(realFs.mkdir as (path: string, options: object) => Promise<unknown>),
    readFile: guarded(realFs.readFile as (path: string) => Promise<unknown>),
    stat: guarded(realFs.stat as (path: string) => Promise<unknown>),
    readdir: guarded(realFs.readdir as (path: string) => Promise<string[]>),
    rename: guarded(realFs.rename as (from: string, to: string) => Promise<void>),
    rm: guarded(realFs.rm as (path: string, options: object) => Promise<void>),
    open: guarded(async (path: string, flags: string) => handleOf(await realFs.open(path, flags))),
  };
  const load = process.getBuiltinModule.bind(process);
  vi.spyOn(process, 'getBuiltinModule').mockImplementation((id: string) =>
    id === 'node:fs/promises' ? fs : load(id),
  );
  return { operations: () => count };
}

describe('a save that dies', () => {
  test('at any of its operations leaves the old model or the new one, and the next save tidies up', async () => {
    const unharmed = dieAt(Infinity);
    const counted = join(root, 'counted');
    await fileSystem(counted).save(modelOf(1, 8));
    const before = unharmed.operations();
    await fileSystem(counted).save(modelOf(2, 8));
    const operations = unharmed.operations() - before;
    vi.restoreAllMocks();
    expect(operations).toBeGreaterThan(8);

    const outcomes: number[] = [];
    for (let fatal = 1; fatal <= operations; fatal++) {
      const directory = join(root, `die-${fatal}`);
      await fileSystem(directory).save(modelOf(1, 8));
      dieAt(fatal);
      const saved = await fileSystem(directory)
        .save(modelOf(2, 8))
        .then(
          () => true,
          (error: unknown) => {
            expect(error).toBeInstanceOf(ModelFileError);
            return false;
          },
        );
      vi.restoreAllMocks();
      const version = await versionIn(directory);
      // A save that has returned is there; one that has failed is not.
      expect(version).toBe(saved ? 2 : 1);
      outcomes.push(version);
      await fileSystem(directory).save(modelOf(3, 8));
      expect(await versionIn(directory)).toBe(3);
      expect(await realFs.readdir(directory)).toHaveLength(2);
    }
    expect(new Set(outcomes)).toEqual(new Set([1, 2]));
  });

  test('of a full disk leaves the old model and no rubbish', async () => {
    const directory = join(root, 'full');
    await fileSystem(directory).save(modelOf(1, 8));
    const { open } = realFs;
    const load = process.getBuiltinModule.bind(process);
    const full = {
      ...realFs,
      open: async (path: string, flags: string) => {
        const handle = await open(path, flags);
        handle.writeFile = () => Promise.reject(new Error('ENOSPC: no space left on device, write'));
        return handle;
      },
    };
    vi.spyOn(process, 'getBuiltinModule').mockImplementation((id: string) =>
      id === 'node:fs/promises' ? full : load(id),
    );
    await expect(fileSystem(directory).save(modelOf(2, 8))).rejects.toThrow(
      `fileSystem: ${directory} cannot be written: ENOSPC: no space left on device, write`,
    );
    vi.restoreAllMocks();
    expect(await versionIn(directory)).toBe(1);
    expect(await realFs.readdir(directory)).toHaveLength(2);
  });
});

describe('a process that is killed while it saves', () => {
  test('leaves a whole model, time after time', async () => {
    await build({
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: join(import.meta.dirname, '../src/file-system.ts'),
        outDir: root,
        emptyOutDir: false,
        rollupOptions: { output: { entryFileNames: 'file-system.mjs' } },
      },
    });
    const floats = 1_000_000;
    await realFs.writeFile(
      join(root, 'save-for-ever.mjs'),
      `import { fileSystem } from './file-system.mjs';
       const [directory, first] = process.argv.slice(2);
       ${modelOf.toString()}
       for (let version = Number(first); ; version++) {
         await fileSystem(directory).save(modelOf(version, ${floats}));
         console.log(version);
       }`,
    );
    const directory = join(root, 'killed');
    const next = seededRandom(1);
    let version = 0;
    for (let round = 0; round < 8; round++) {
      const child = spawn(
        process.execPath,
        [join(root, 'save-for-ever.mjs'), directory, String(version + 1)],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      let confirmed = version;
      const lines = createInterface({ input: child.stdout });
      const ended = Promise.all([once(child, 'close'), once(lines, 'close')]);
      await new Promise<void>((resolve) => {
        lines.on('line', (line) => {
          confirmed = Number(line);
          resolve();
        });
      });
      await new Promise((resolve) => setTimeout(resolve, 40 * next()));
      child.kill('SIGKILL');
      await ended;
      version = await versionIn(directory);
      // Everything it said was saved is there; at most the save it was in may have come on top.
      expect(version).toBeGreaterThanOrEqual(confirmed);
      expect(version).toBeLessThanOrEqual(confirmed + 1);
    }
  });
});
