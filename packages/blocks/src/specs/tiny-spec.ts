import { deepFreeze } from './deep-freeze';
import type { NinBlock, NinSpec } from '../spec';

const trainable = {
  batchNorm: { momentum: 0.9 },
  kernelInitializer: 'heNormal',
} satisfies Partial<NinBlock>;

const pool = { kind: 'max', size: 3, strides: 2, padding: 'same' } as const;

/**
 * A network that learns CIFAR-10 in minutes on a laptop's CPU: 246,674 parameters, 6,117,376 MACs.
 *
 * Strides halve the maps early, from 32×32 to 4×4, and batch normalization speeds up learning. Logits are linear. There is no
 * dropout, because a few epochs do not overfit.
 */
export const tinySpec: NinSpec<NinBlock> = deepFreeze({
  inputShape: [32, 32, 3],
  blocks: [
    { ...trainable, filters: 32, kernelSize: 3, strides: 2, mlpLayers: 1, pool },
    { ...trainable, filters: 96, kernelSize: 3, mlpLayers: 1, pool },
    { ...trainable, filters: 192, kernelSize: 3, mlpFilters: [192, 10], outputActivation: 'linear' },
  ],
  head: 'globalAverage',
});
