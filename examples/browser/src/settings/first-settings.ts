import type { BackendPreference } from '@nin/backends';
import type { NinSpec } from '@nin/blocks';
import {
  checkpointSpecName,
  experimentOfFirstSettings,
  presentSpecName,
  recipes,
  specs,
  type Experiment,
  type FirstSettings,
} from '@nin/recipes';
import { isPreference } from './page-choices';
import { networkFor, type NetworkName } from './settings-state';

type FirstTraining = Omit<
  FirstSettings,
  'data' | 'limitTrain' | 'limitTest' | 'seed' | 'decayAll' | 'normalize'
> & { normalize: unknown };

/** The settings of the lab as links and kept runs held them before there were experiments. */
export interface FirstLabSettings {
  base: string;
  spec: NinSpec;
  data: string;
  limitTrain?: number;
  limitTest?: number;
  backend: string;
  seed: number;
  training: FirstTraining;
}

/** What settings of before become. */
export interface MigratedSettings {
  experiment: Experiment;
  base: NetworkName;
  preference: BackendPreference;
  /** What checkpoints of before recognize the training by. */
  identity: object;
}

/**
 * Returns the experiment of settings that a link held before there were experiments. What they lack is as the page opened with.
 *
 * @throws Error naming what is wrong.
 */
export function migratedLink(read: object): MigratedSettings {
  const standard = standardSettings();
  const { training } = read as Partial<FirstLabSettings>;
  requireKnown(read, { ...standard, limitTrain: undefined, limitTest: undefined });
  requireKnown(training ?? {}, standard.training);
  return migrated({ ...standard, ...read, training: { ...standard.training, ...training } });
}

/**
 * Returns the experiment of settings that were kept whole with a run before there were experiments.
 *
 * @throws Error if one is missing or wrong.
 */
export function migratedRecord(read: unknown): MigratedSettings {
  const standard = standardSettings();
  const whole = read as FirstLabSettings;
  requireKnown(standard, whole);
  requireKnown(standard.training, whole.training);
  requireKnown(whole, { ...standard, limitTrain: undefined, limitTest: undefined });
  return migrated(whole);
}

function migrated(settings: FirstLabSettings): MigratedSettings {
  const { spec, data, limitTrain, limitTest, seed, training, backend } = settings;
  const base = presentSpecName(settings.base) as NetworkName;
  if (!Object.hasOwn(specs, base)) throw new RangeError(`base must be a known network, got ${settings.base}`);
  if (!isPreference(backend)) throw new RangeError(`backend must be a known one, got ${backend}`);
  // Biases and batch normalization decayed in the lecture's training alone, as by default in Keras.
  const first = { ...training, data, limitTrain, limitTest, seed, decayAll: base === 'lecture' };
  return {
    experiment: experimentOfFirstSettings(first, spec),
    base,
    preference: backend,
    identity: { base: checkpointSpecName(base), spec, data, limitTrain, limitTest, seed, training },
  };
}

/** What the page opened with before there were experiments. */
function standardSettings(): FirstLabSettings {
  const { batch, optimizer, epochs, loss } = recipes.tiny.experiment;
  const { learningRate, weightDecay } = optimizer;
  return {
    base: 'tiny',
    spec: networkFor('tiny'),
    data: 'cifar10',
    backend: 'auto',
    seed: 1,
    training: {
      epochs,
      batchSize: batch.size,
      optimizer: 'adamw',
      learningRate,
      weightDecay,
      schedule: 'one-cycle',
      augment: batch.augment,
      normalize: batch.normalize,
      labelSmoothing: loss.labelSmoothing,
    },
  };
}

/** Refuses a field that the other object lacks: misspelt, its default would be taken instead. */
function requireKnown(read: object, known: object): void {
  const unknown = Object.keys(read).find((key) => !(key in known));
  if (unknown !== undefined) throw new RangeError(`${unknown} is not a setting, or is missing`);
}
