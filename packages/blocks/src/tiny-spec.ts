import { deepFreeze } from './deep-freeze';
import type { BlockOptions, NinSpec } from './nin-spec';

const trainable = {
  batchNorm: { momentum: 0.9 },
  kernelInitializer: 'heNormal',
} satisfies Partial<BlockOptions>;

/**
 * A network that learns CIFAR-10 in minutes on a laptop's CPU.
 *
 * A stride of 4 in the first convolution leaves maps of 8×8 for the rest to work on, and batch normalization in the
 * other blocks makes one pass over the images go far. Logits are linear; there is no dropout, as nothing is seen often
 * enough to be learned by heart.
 */
export const tinySpec: NinSpec = deepFreeze({
  inputShape: [32, 32, 3],
  blocks: [
    { filters: 32, kernelSize: 5, strides: 4, mlpLayers: 1, kernelInitializer: 'heNormal' },
    {
      ...trainable,
      filters: 64,
      kernelSize: 3,
      mlpLayers: 1,
      pool: { kind: 'max', size: 3, strides: 2, padding: 'same' },
    },
    { ...trainable, filters: 128, kernelSize: 3, mlpFilters: [128, 10], outputActivation: 'linear' },
  ],
  head: 'globalAverage',
});
