import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { requirePath } from './load-options';

/**
 * Returns the folder in which data sets are kept: the option, else the variable NIN_CACHE_DIR, else `nin` in the platform's cache directory
 * (Linux `~/.cache` or XDG_CACHE_HOME, macOS `~/Library/Caches`, Windows `%LOCALAPPDATA%`, there `nin\Cache`).
 *
 * @throws TypeError if the option is not a path.
 */
export function resolveCacheDirectory(option?: string): string {
  if (option !== undefined) requirePath('resolveCacheDirectory: option', option);
  return resolve(option ?? (process.env.NIN_CACHE_DIR || platformCache()));
}

function platformCache(): string {
  const { LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  switch (process.platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Caches', 'nin');
    case 'win32':
      return join(LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'nin', 'Cache');
    default:
      return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'nin');
  }
}
