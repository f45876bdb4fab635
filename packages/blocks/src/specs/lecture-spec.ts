import { deepFreeze } from './deep-freeze';
import type { NinBlock, NinSpec } from '../spec';

/**
 * The network of the lecture that this project started from: 19,778,304 parameters, 325,299,552 MACs at 32×32.
 *
 * Its oddities are kept, because its printed shapes and its log depend on them. Each can be changed in one field:
 * - 20 outputs for the ten classes of CIFAR-10: `withClasses(lectureSpec, 10)`.
 * - Three 1×1 convolutions per block, where its text says two: `withMlpLayers(lectureSpec, 2)`.
 * - ReLU on the logits: `outputActivation: 'linear'` in the last block.
 * - 756 filters in block 2, most likely meant as 768: `filters` of that block.
 * - Shapes are printed for 1024×1024, but training is at 32×32 (here the `inputShape`), where the last map is 1×1: global average
 *   pooling has nothing to average, and 163,840 weights of block 4, all except the center of its kernels, see only padding and
 *   have no gradient.
 */
export const lectureSpec: NinSpec<NinBlock> = deepFreeze({
  inputShape: [32, 32, 3],
  blocks: [
    { filters: 384, kernelSize: 7, strides: 3, mlpLayers: 3, pool: { kind: 'max', size: 3, strides: 2 } },
    { filters: 756, kernelSize: 5, mlpLayers: 3, pool: { kind: 'max', size: 3, strides: 2 } },
    { filters: 1024, kernelSize: 3, mlpLayers: 3, pool: { kind: 'max', size: 2, strides: 2 }, dropout: 0.5 },
    { filters: 20, kernelSize: 3, mlpLayers: 3 },
  ],
  head: 'globalAverage',
});
