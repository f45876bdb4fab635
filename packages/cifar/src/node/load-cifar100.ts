import type { CifarSplits } from '../assembly';
import { cifar100 } from '../dataset';
import { loadDataset } from './load-dataset';
import { requireLoadOptions, type LoadOptions } from './load-options';
import { cifar100Archive, officialArchiveSource } from './official-archive-source';

/** Options of {@link loadCifar100}. */
export interface LoadCifar100Options extends LoadOptions {
  /** Source of files that the cache does not have: `'auto'` (default) and `'official'` use the official archive, `'cache'` none. */
  source?: 'auto' | 'cache' | 'official' | undefined;
}

/**
 * Loads CIFAR-100: 50,000 images to train on and 10,000 to test, fine labels as `labels` and coarse ones as `coarseLabels`.
 *
 * Works like {@link loadCifar10}, with the official archive (169 MB) as the only source.
 *
 * @throws the errors of {@link loadCifar10}.
 * @see Krizhevsky, Learning multiple layers of features from tiny images, 2009
 */
export async function loadCifar100(options: LoadCifar100Options = {}): Promise<CifarSplits> {
  requireLoadOptions('loadCifar100', options);
  const sources = [officialArchiveSource(cifar100, cifar100Archive, options.archiveUrl)];
  return loadDataset('loadCifar100', cifar100, sources, options);
}
