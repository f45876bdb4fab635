import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import envPaths from 'env-paths';
import { requirePath } from './load-options';

/**
 * Where data sets are kept: the option, else the variable NIN_CACHE_DIR, else `nin` in the platform's cache directory
 * (Linux `~/.cache` or XDG_CACHE_HOME, macOS `~/Library/Caches`, Windows `%LOCALAPPDATA%`, there `nin\Cache`).
 *
 * @throws TypeError if the option is no path.
 */
export function resolveCacheDirectory(option?: string): string {
  if (option !== undefined) requirePath('resolveCacheDirectory: option', option);
  return resolve(option ?? (process.env.NIN_CACHE_DIR || envPaths('nin', { suffix: '' }).cache));
}

/**
 * Makes a directory and those above it. Node's own `recursive` never ends under /proc, and calls a read-only file system
 * ENOENT.
 */
export async function makeDirectory(path: string): Promise<void> {
  if (await isDirectory(path)) return;
  if (dirname(path) !== path) await makeDirectory(dirname(path));
  try {
    await mkdir(path);
  } catch (error) {
    // Another process may have been quicker.
    if (!(await isDirectory(path))) throw error;
  }
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
