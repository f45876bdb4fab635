import { requireBoolean, requireOptions, shown, type OptionNames } from '@nin/checks';
import { requireLoadingOptions } from '../loading-options';
import type { OnProgress } from '../progress';

/** Options both loaders share. */
export interface LoadOptions {
  /** A folder of the official binary files (or the one above), to read instead of the cache. Nothing is downloaded or written. */
  directory?: string | undefined;
  /**
   * With `directory`: whether each file must be the official one, by its checksum. Default true. False reads files of your own in
   * the same format, as long and as many as the official ones.
   */
  verify?: boolean | undefined;
  /** Where the cache is. Default: the variable NIN_CACHE_DIR, else `nin` in the platform's cache directory. */
  cacheDirectory?: string | undefined;
  /** A mirror of the official archive, as a URL. It is verified like the original. */
  archiveUrl?: string | undefined;
  /** Called with what happens, for a progress bar. */
  onProgress?: OnProgress | undefined;
  /** Stops loading; the promise rejects with its reason. An unfinished download is continued next time. */
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

/** Throws unless `options` are those of a loader, each of its kind; which sources there are is the loader's to know. */
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

/** Throws a TypeError unless `value` is a path. The empty one would be the working directory, which nobody means. */
export function requirePath(where: string, value: unknown): void {
  if (typeof value !== 'string' || value === '') {
    throw new TypeError(`${where} must be the path of a folder, got ${shown(value)}`);
  }
}

/** Whether a value is an http or https URL. */
export function isWebUrl(value: unknown): value is string {
  return typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}
