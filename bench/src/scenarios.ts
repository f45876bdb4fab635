import { lectureSpec, modernSpec, paperSpec, profile, tinySpec, withWidth, type NinSpec } from '@nin/blocks';
import type { Recipe } from '@nin/recipes';

/** What a benchmark trains: plain data. Everything that describes a training is here and nowhere else. */
export interface Scenario {
  /** As `--scenarios` takes it. */
  name: string;
  title: string;
  network: NinSpec;
  /** Images per step on a processor, a GPU, and a GPU in software. */
  batch: { cpu: number; gpu: number; software: number };
  /** Settings of our AdamW. Stock TensorFlow.js and PyTorch take what they have of them. */
  optimizer: { kind: 'adamw'; learningRate: number; weightDecay: number };
  /** What the recipes of the lab do at most. Used by `training` only. */
  images: Pick<Recipe, 'augment' | 'normalize'>;
  /** Decides first weights, images, order, augmentation and dropout. */
  seed: number;
  /** Whether a step takes a fraction of a second on a processor. */
  small: boolean;
}

const shared = {
  optimizer: { kind: 'adamw', learningRate: 5e-4, weightDecay: 0.004 },
  images: { augment: { padAndCrop: 4, flip: true }, normalize: 'standard' },
  seed: 1,
} as const;

const quarterSpec = withWidth(lectureSpec, 0.25);
const [small, large] = [true, false].map((small) => ({ ...shared, small }));
const batch = (cpu: number, gpu: number, software: number) => ({ cpu, gpu, software });

/** All scenarios, smallest network first. */
export const scenarios: readonly Scenario[] = [
  { ...small, name: 'tiny', title: 'tinySpec', network: tinySpec, batch: batch(64, 128, 16) },
  {
    ...small,
    name: 'quarter',
    title: 'lectureSpec, quarter width',
    network: quarterSpec,
    batch: batch(32, 32, 4),
  },
  { ...large, name: 'modern', title: 'modernSpec', network: modernSpec, batch: batch(64, 128, 4) },
  { ...large, name: 'paper', title: 'paperSpec', network: paperSpec, batch: batch(128, 128, 4) },
  { ...large, name: 'lecture', title: 'lectureSpec', network: lectureSpec, batch: batch(128, 128, 4) },
];

/** What a result records of a scenario. */
export interface ScenarioFacts {
  name: string;
  title: string;
  params: number;
  /** Multiply-accumulates of the forward pass, per image. */
  macs: number;
  /** Multiply-accumulates of a training step, per image. */
  trainingMacs: number;
}

/**
 * Returns the size of a scenario's network. A step computes each convolution three times: forward, and for the gradients of
 * its filter and of its input; the first convolution twice, as the gradient of the images is not needed.
 *
 * @throws Error if the profile does not know the MACs of a layer.
 */
export function scenarioFacts({ name, title, network }: Scenario): ScenarioFacts {
  const { totals, layers, unknown } = profile(network);
  const { params, macs } = totals;
  if (macs === null) throw new Error(`scenario ${name}: the MACs of ${unknown.join(', ')} are not known`);
  const first = layers.find((layer) => layer.macs !== 0)?.macs ?? 0;
  return { name, title, params, macs, trainingMacs: 3 * macs - first };
}
