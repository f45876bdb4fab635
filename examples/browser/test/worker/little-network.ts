import type { NinSpec } from '@nin/blocks';
import { parseExperiment, recipes } from '@nin/recipes';

/** A network that a processor trains in a blink: one block of a 3×3 and a 1×1 convolution, maps of 4×4. */
export const littleNetwork: NinSpec = {
  inputShape: [32, 32, 3],
  blocks: [{ filters: 2, kernelSize: 3, strides: 8, mlpFilters: [10], outputActivation: 'linear' }],
  head: 'globalAverage',
};

const { optimizer, batch } = recipes.tiny.experiment;

/** A training of the network in steps of eight images. */
export const littleExperiment = parseExperiment({
  network: littleNetwork,
  data: { source: 'synthetic' },
  batch: { ...batch, size: 8 },
  optimizer,
  epochs: 2,
  seed: 3,
});

/** Its settings as a kept run held them before there were experiments. */
export const firstSettings = {
  base: 'tiny',
  spec: littleNetwork,
  data: 'synthetic',
  backend: 'cpu',
  seed: 3,
  training: {
    epochs: 2,
    batchSize: 8,
    optimizer: 'adamw',
    learningRate: optimizer.learningRate,
    weightDecay: optimizer.weightDecay,
    schedule: 'one-cycle',
    augment: { flip: true },
    normalize: 'standard',
    labelSmoothing: 0,
  },
};
