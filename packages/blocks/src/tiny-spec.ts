import { deepFreeze } from './deep-freeze';
import type { NinSpec } from './nin-spec';

/**
 * A network that learns CIFAR-10 in minutes on a laptop's CPU: strides in the first convolution, few filters, He
 * initialization, linear logits, no dropout.
 */
export const tinySpec: NinSpec = deepFreeze({
  inputShape: [32, 32, 3],
  blocks: [
    {
      filters: 32,
      kernelSize: 5,
      strides: 2,
      mlpLayers: 2,
      kernelInitializer: 'heNormal',
      pool: { kind: 'max', size: 3, strides: 2, padding: 'same' },
    },
    {
      filters: 64,
      kernelSize: 3,
      mlpLayers: 2,
      kernelInitializer: 'heNormal',
      pool: { kind: 'max', size: 3, strides: 2, padding: 'same' },
    },
    {
      filters: 96,
      kernelSize: 3,
      mlpFilters: [96, 10],
      kernelInitializer: 'heNormal',
      outputActivation: 'linear',
    },
  ],
  head: 'globalAverage',
});
