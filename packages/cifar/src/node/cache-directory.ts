import { resolve } from 'node:path';
import envPaths from 'env-paths';

/**
 * Where data sets are kept: the option, else the variable NIN_CACHE_DIR, else `nin` in the platform's cache directory
 * (Linux `~/.cache` or XDG_CACHE_HOME, macOS `~/Library/Caches`, Windows `%LOCALAPPDATA%`, there `nin\Cache`).
 */
export function resolveCacheDirectory(option: string | undefined): string {
  return resolve(option || process.env.NIN_CACHE_DIR || envPaths('nin', { suffix: '' }).cache);
}
