import { lectureSpec, modernSpec, paperSpec, profile, tinySpec, withWidth, type NinSpec } from '@nin/blocks';
import { parseExperiment, type Experiment } from '@nin/recipes';

/** What a benchmark trains. */
export interface Scenario {
  /** As `--scenarios` takes it. */
  name: string;
  title: string;
  /**
   * Network, optimizer, augmentation and seed. Stock TensorFlow.js and PyTorch take what they have of the optimizer. The images are
   * noise or drawn, whatever its data are.
   */
  experiment: Experiment & { network: NinSpec };
  /** Images per step on a processor, a GPU, and a GPU in software. */
  batch: { cpu: number; gpu: number; software: number };
  /** Whether a step takes a fraction of a second on a processor. */
  small: boolean;
}

/** The experiment of a network: what the recipes do at most, and long enough to be stopped. */
function experimentOf(network: NinSpec): Scenario['experiment'] {
  const experiment = parseExperiment({
    network,
    batch: { augment: { padAndCrop: 4, flip: true } },
    optimizer: { kind: 'adamW', learningRate: 5e-4, weightDecay: 0.004 },
    schedule: { kind: 'cosineAnnealing' },
    epochs: 1000,
    seed: 1,
  });
  return { ...experiment, network };
}

const batch = (cpu: number, gpu: number, software: number) => ({ cpu, gpu, software });

function scenario(
  name: string,
  title: string,
  network: NinSpec,
  rest: Pick<Scenario, 'batch' | 'small'>,
): Scenario {
  return { name, title, experiment: experimentOf(network), ...rest };
}

/** All scenarios, smallest network first. */
export const scenarios: readonly Scenario[] = [
  scenario('tiny', 'tinySpec', tinySpec, { batch: batch(64, 128, 16), small: true }),
  scenario('quarter', 'lectureSpec, quarter width', withWidth(lectureSpec, 0.25), {
    batch: batch(32, 32, 4),
    small: true,
  }),
  scenario('modern', 'modernSpec', modernSpec, { batch: batch(64, 128, 4), small: false }),
  scenario('paper', 'paperSpec', paperSpec, { batch: batch(128, 128, 4), small: false }),
  scenario('lecture', 'lectureSpec', lectureSpec, { batch: batch(128, 128, 4), small: false }),
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
export function scenarioFacts({ name, title, experiment }: Scenario): ScenarioFacts {
  const { network } = experiment;
  const { totals, layers, unknown } = profile(network);
  const { params, macs } = totals;
  if (macs === null) throw new Error(`scenario ${name}: the MACs of ${unknown.join(', ')} are not known`);
  const first = layers.find((layer) => layer.macs !== 0)?.macs ?? 0;
  return { name, title, params, macs, trainingMacs: 3 * macs - first };
}
