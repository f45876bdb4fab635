import type { TrainableSpec } from './specs';
import type { Recipe } from './settings';

/** Padded crops and flips: what every published result on CIFAR since the paper uses. */
const cropsAndFlips = { padAndCrop: 4, flip: true } as const;

/** How each network is trained by default, and where that comes from. */
export const recipes: Readonly<Record<TrainableSpec, Recipe>> = {
  // A few passes, in minutes on a laptop; found by experiment on two cores.
  tiny: {
    epochs: 6,
    batchSize: 128,
    optimizer: 'adamw',
    learningRate: 5e-3,
    weightDecay: 0.02,
    schedule: 'one-cycle',
    augment: { flip: true },
    normalize: 'standard',
    labelSmoothing: 0,
  },
  // The batch-normalized reproduction of szagoruyko/cifar.torch: 92.6 to 92.9 %.
  modern: {
    epochs: 200,
    batchSize: 128,
    optimizer: 'sgd',
    learningRate: 0.1,
    weightDecay: 5e-4,
    schedule: 'steps',
    augment: cropsAndFlips,
    normalize: 'standard',
    labelSmoothing: 0,
  },
  // Lin, Chen, Yan, arXiv 1312.4400, with the rates of the Caffe model zoo.
  paper: {
    epochs: 200,
    batchSize: 128,
    optimizer: 'sgd',
    learningRate: 0.1,
    weightDecay: 1e-4,
    schedule: 'steps',
    augment: cropsAndFlips,
    normalize: 'standard',
    labelSmoothing: 0,
  },
  // The lecture's: no augmentation, bytes divided by 255, a cosine divided by 1.8.
  lecture: {
    epochs: 50,
    batchSize: 128,
    optimizer: 'adamw',
    learningRate: 5e-4,
    weightDecay: 0.004,
    schedule: 'lecture',
    augment: {},
    normalize: 'unit',
    labelSmoothing: 0,
  },
};
