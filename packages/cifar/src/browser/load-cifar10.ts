import type { CifarSplits } from '../assembly';
import { cifar10 } from '../dataset';
import { loadDataset, type LoadOptions } from './load-dataset';

/**
 * Loads CIFAR-10 in a browser: 50,000 images to train on and 10,000 to test, 184 MB in memory.
 *
 * No public copy allows pages of other origins to fetch it. Serve the official archive or its files yourself (the cache folder
 * `cifar-10-batches-bin` of the Node loader works), or let the user drop the archive. Every file is verified.
 *
 * @throws CifarUnavailableError if the files cannot be fetched, or the browser has no copy and no `source` is given.
 * @throws CifarIntegrityError if a file is not the official one.
 * @throws TypeError if an option is unknown or wrong.
 * @throws CifarFormatError if the source is not an archive, or a file is missing.
 * @see Krizhevsky, Learning multiple layers of features from tiny images, 2009
 */
export function loadCifar10(options: LoadOptions = {}): Promise<CifarSplits> {
  return loadDataset('loadCifar10', cifar10, options);
}
