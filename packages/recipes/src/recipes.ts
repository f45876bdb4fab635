import { lectureSpec, modernSpec, paperSpec, tinySpec } from '@nin/blocks';
import { parseExperiment, type Experiment } from './experiment/experiment';

/** An experiment that is worth starting from. */
export interface Recipe {
  /** One line: what it is for. */
  description: string;
  experiment: Experiment;
  /** What others have published for this network and data. */
  published?: { testAccuracy: number; source: string };
}

/** Padded crops and flips: what every published result on CIFAR since the paper uses. */
const cropsAndFlips = { padAndCrop: 4, flip: true };

/** Stochastic gradient descent as in torch: × 0.2 after 30 %, 60 % and 80 % of 200 epochs. */
const sgdInSteps = (weightDecay: number) => ({
  optimizer: { kind: 'sgd', learningRate: 0.1, weightDecay },
  schedule: { kind: 'piecewise' },
  epochs: 200,
});

/** Experiments to start from, by name. Frozen: `applySettings` returns changed ones. */
export const recipes = {
  tiny: recipe('Learns in minutes on a CPU.', {
    network: tinySpec,
    optimizer: { kind: 'adamW', learningRate: 5e-3, weightDecay: 0.02 },
    schedule: { kind: 'oneCycle' },
    epochs: 6,
  }),
  modern: recipe(
    'The network of the paper with batch normalization, for a GPU.',
    { network: modernSpec, batch: { augment: cropsAndFlips }, ...sgdInSteps(5e-4) },
    { testAccuracy: 0.926, source: 'szagoruyko/cifar.torch' },
  ),
  paper: recipe(
    'The network of the paper, with the rates of the Caffe model zoo. It often fails to start learning.',
    { network: paperSpec, batch: { augment: cropsAndFlips }, ...sgdInSteps(1e-4) },
    { testAccuracy: 0.9119, source: 'Lin, Chen & Yan, "Network In Network", arXiv 1312.4400' },
  ),
  lecture: recipe('The network and the training of the lecture: no augmentation, a cosine divided by 1.8.', {
    network: lectureSpec,
    batch: { augment: {}, normalize: 'unit' },
    optimizer: { kind: 'adamW', learningRate: 5e-4, weightDecay: 0.004, decay: 'all' },
    schedule: { kind: 'cosineAnnealing', divisor: 1.8 },
    epochs: 50,
  }),
} satisfies Record<string, Recipe>;

/** The name of a recipe. */
export type RecipeName = keyof typeof recipes;

function recipe(description: string, experiment: object, published?: Recipe['published']): Recipe {
  return frozen({ description, experiment: parseExperiment(experiment), published });
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
