import { deepFreeze } from './deep-freeze';
import type { NinBlock, NinSpec } from '../spec';

/**
 * The network of the paper for CIFAR-10: 966,986 parameters, 222,486,528 MACs. Published test error 10.41 %, and 8.81 %
 * with shifted and flipped training images.
 *
 * Without batch normalization and with much dropout it often fails to start learning. {@link modernSpec} is the same network
 * without this problem.
 *
 * @see Lin, Chen & Yan, "Network In Network", arXiv 1312.4400, section 4.
 */
export const paperSpec: NinSpec<NinBlock> = deepFreeze({
  inputShape: [32, 32, 3],
  blocks: [
    {
      filters: 192,
      kernelSize: 5,
      mlpFilters: [160, 96],
      pool: { kind: 'max', size: 3, strides: 2, padding: 'same' },
      dropout: 0.5,
    },
    {
      filters: 192,
      kernelSize: 5,
      mlpFilters: [192, 192],
      pool: { kind: 'average', size: 3, strides: 2, padding: 'same' },
      dropout: 0.5,
    },
    { filters: 192, kernelSize: 3, mlpFilters: [192, 10] },
  ],
  head: 'globalAverage',
});
