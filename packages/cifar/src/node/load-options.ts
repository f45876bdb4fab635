import { requireBoolean, requireOptions, shown, type OptionNames } from '@nin/checks';
import { requireLoadingOptions } from '../loading-options';
import type { OnProgress } from '../progress';

/** Options of both loaders. */
export interface LoadOptions {
  /** Folder of the official binary files (or its parent) to read instead of the cache. Nothing is downloaded or written. */
  directory?: string | undefined;
  /**
   * With `directory`: whether the checksum of each file must be the official one. Default true. False reads your own files in
   * the same format, with the same names and lengths.
   */
  verify?: boolean | undefined;
  /** Cache folder. Default: the variable NIN_CACHE_DIR, else `nin` in the cache directory of the platform. */
  cacheDirectory?: string | undefined;
  /** URL of a mirror of the official archive. Verified like the original. */
  archiveUrl?: string | undefined;
  /** Callback for progress, such as a progress bar. */
  onProgress?: OnProgress | undefined;
  /** Aborts loading; the promise rejects with its reason. The next call resumes an unfinished download. */
  signal?: AbortSignal | undefined;
}

const optionNames: OptionNames<LoadOptions & { source?: unknown }> = {
  directory: true,
  verify: true,
  source: true,
  cacheDirectory: true,
  archiveUrl: true,
  onProgress: true,
  signal: true,
};

/** Throws unless `options` are valid options of a loader. `source` is checked by the loader itself. */
export function requireLoadOptions(where: string, options: LoadOptions): void {
  requireOptions(`${where}: options`, options, optionNames);
  const { directory, verify, cacheDirectory, archiveUrl } = options;
  if (directory !== undefined) requirePath(`${where}: directory`, directory);
  if (cacheDirectory !== undefined) requirePath(`${where}: cacheDirectory`, cacheDirectory);
  if (archiveUrl !== undefined && !isWebUrl(archiveUrl)) {
    throw new TypeError(`${where}: archiveUrl must be an http or https URL, got ${shown(archiveUrl)}`);
  }
  if (verify !== undefined) {
    requireBoolean(`${where}: verify`, verify);
    if (directory === undefined) {
      throw new TypeError(
        `${where}: verify must be left out without directory, got ${verify}: what is downloaded or cached is always verified`,
      );
    }
  }
  requireLoadingOptions(where, options);
}

/** Throws a TypeError unless `value` is a path. An empty path would mean the working directory, by mistake. */
export function requirePath(where: string, value: unknown): void {
  if (typeof value !== 'string' || value === '') {
    throw new TypeError(`${where} must be the path of a folder, got ${shown(value)}`);
  }
}

/** Returns whether a value is an http or https URL. */
export function isWebUrl(value: unknown): value is string {
  return typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}
