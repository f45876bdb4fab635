import type { CifarSplits } from '../assembly';
import { cifar100 } from '../dataset';
import { loadDataset, type LoadOptions } from './load-dataset';

/**
 * Loads CIFAR-100 in a browser, like {@link loadCifar10}. Fine labels become `labels`, coarse labels `coarseLabels`.
 *
 * @throws the errors of {@link loadCifar10}.
 * @see Krizhevsky, Learning multiple layers of features from tiny images, 2009
 */
export function loadCifar100(options: LoadOptions = {}): Promise<CifarSplits> {
  return loadDataset('loadCifar100', cifar100, options);
}
