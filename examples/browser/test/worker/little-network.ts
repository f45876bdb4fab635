import type { NinSpec } from '@nin/blocks';
import { recipes } from '@nin/recipes';
import type { LabSettings } from '../../src/settings/lab-settings';

/** A network that a processor trains in a blink: one block of a 3×3 and a 1×1 convolution, maps of 4×4. */
export const littleNetwork: NinSpec = {
  inputShape: [32, 32, 3],
  blocks: [{ filters: 2, kernelSize: 3, strides: 8, mlpFilters: [10], outputActivation: 'linear' }],
  head: 'globalAverage',
};

/** A training of it in steps of eight images. */
export const littleSettings: LabSettings = {
  base: 'tiny',
  spec: littleNetwork,
  data: 'synthetic',
  backend: 'cpu',
  seed: 3,
  training: { ...recipes.tiny, epochs: 2, batchSize: 8 },
};
