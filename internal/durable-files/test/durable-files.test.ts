import * as realFs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLeftover, makeFolder, removeFiles, replaceDurably, writeDurably } from '@nin/durable-files';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

let folder: string;
beforeEach(async () => {
  folder = await realFs.mkdtemp(join(tmpdir(), 'nin-durable-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await realFs.rm(folder, { recursive: true });
});

/** Writes down what is done to files, by the names relative to the folder. */
function recordOperations(): string[] {
  const operations: string[] = [];
  const shown = (path: string) => path.slice(folder.length + 1).replace(/[0-9a-f]{12}/, 'ID') || '.';
  const fs = {
    ...realFs,
    open: async (path: string, flags: string) => {
      const handle = await realFs.open(path, flags);
      const sync = handle.sync.bind(handle);
      handle.sync = async () => {
        operations.push(`sync ${shown(path)}`);
        await sync();
      };
      return handle;
    },
    rename: async (from: string, to: string) => {
      operations.push(`rename ${shown(from)} ${shown(to)}`);
      await realFs.rename(from, to);
    },
  };
  const load = process.getBuiltinModule.bind(process);
  vi.spyOn(process, 'getBuiltinModule').mockImplementation((id: string) =>
    id === 'node:fs/promises' ? fs : load(id),
  );
  return operations;
}

describe('replaceDurably', () => {
  test('puts text or bytes in place of a file or of none', async () => {
    const path = join(folder, 'a.json');
    await replaceDurably(path, 'Füße');
    expect(await realFs.readFile(path, 'utf8')).toBe('Füße');
    await replaceDurably(path, Uint8Array.of(1, 2));
    expect([...(await realFs.readFile(path))]).toEqual([1, 2]);
    expect(await realFs.readdir(folder)).toEqual(['a.json']);
  });

  test('syncs the file before its rename, and the folder after', async () => {
    const operations = recordOperations();
    await replaceDurably(join(folder, 'a.json'), 'new');
    expect(operations).toEqual(['sync a.json.ID.tmp', 'rename a.json.ID.tmp a.json', 'sync .']);
  });

  test('leaves the old file and no other where it fails', async () => {
    const path = join(folder, 'a.json');
    await realFs.writeFile(path, 'old');
    const check = async () => {
      expect(await realFs.readFile(path, 'utf8')).toBe('old');
      expect((await realFs.readdir(folder)).filter(isLeftover)).toHaveLength(1);
      throw new Error('no');
    };
    await expect(replaceDurably(path, 'new', { check })).rejects.toThrow('no');
    expect(await realFs.readFile(path, 'utf8')).toBe('old');
    await realFs.mkdir(join(folder, 'taken'));
    await expect(replaceDurably(join(folder, 'taken'), 'new')).rejects.toThrow();
    expect(await realFs.readdir(folder)).toEqual(['a.json', 'taken']);
    await expect(replaceDurably(join(folder, 'gone', 'a.json'), 'new')).rejects.toThrow('ENOENT');
  });
});

test('writeDurably joins parts, and replaces nothing', async () => {
  const path = join(folder, 'a.bin');
  await writeDurably(path, [Uint8Array.of(1, 2, 3).subarray(1), Uint8Array.of(4).buffer]);
  expect([...(await realFs.readFile(path))]).toEqual([2, 3, 4]);
  await expect(writeDurably(path, [])).rejects.toThrow('EEXIST');
  expect([...(await realFs.readFile(path))]).toEqual([2, 3, 4]);
});

test('makeFolder syncs what holds the name of each folder that is new', async () => {
  const operations = recordOperations();
  await makeFolder(join(folder, 'a', 'b', 'c'));
  expect(operations).toEqual(['sync a/b', 'sync a', 'sync .']);
  await makeFolder(join(folder, 'a', 'b', 'd'));
  expect(operations.slice(3)).toEqual(['sync a/b']);
  await makeFolder(join(folder, 'a', 'b'));
  expect(operations).toHaveLength(4);
});

test('makeFolder takes a folder that is there, and refuses a file', async () => {
  const file = join(folder, 'file');
  await realFs.writeFile(file, '');
  await makeFolder(folder);
  await expect(makeFolder(file)).rejects.toThrow('EEXIST');
  await expect(makeFolder(join(file, 'a'))).rejects.toThrow('ENOTDIR');
});

test.runIf(process.platform === 'linux')('makeFolder comes back where the system makes none', async () => {
  await expect(makeFolder('/proc/nin/a')).rejects.toThrow('ENOENT');
});

test('isLeftover knows the files of killed processes, removeFiles removes them', async () => {
  const left = ['config.json.0123456789ab.tmp', 'model.json.ffffffffffff.tmp'];
  const others = ['config.json', 'config.json.tmp', 'a.0123456789ab', 'a.0123456789AB.tmp'];
  for (const name of [...left, ...others]) await realFs.writeFile(join(folder, name), '');
  await removeFiles(folder, isLeftover);
  expect((await realFs.readdir(folder)).sort()).toEqual(others.sort());
  await removeFiles(join(folder, 'none'), isLeftover);
});
