import {
  type OptionNames,
  requireInteger,
  requireNonNegativeInteger,
  requireOneOf,
  requireOptions,
  requirePositiveInteger,
  shown,
} from '@nin/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { checkpointEntry, isHistory, isMetadata, type Checkpoint, type EpochSums } from './checkpoint';
import { requireFinite, withDigests, type CheckpointArtifacts } from './checkpoint-digest';
import { handlerFor, type CheckpointHandler } from './checkpoint-handler';
import type { EpochReport } from './epoch-report';
import { monitors, type BestEpoch } from './monitor';
import { renamer, weightKeys, weightsByLayer } from './model-weights';
import { nameOfOptimizer, readOptimizerState } from './optimizer-state';
import { requireModel, requireOptimizer } from './training-parts';
import { sha256OfJson } from './sha256';

/** Options of {@link saveCheckpoint}. */
export interface SaveCheckpointOptions {
  /** Model whose topology and weights are saved. */
  model: LayersModel;
  /** Optimizer whose state is saved. Default: none. */
  optimizer?: tf.Optimizer | undefined;
  /** Completed epochs. Non-negative integer. */
  epoch: number;
  /** Completed steps of the current epoch. Non-negative integer. Default 0: between epochs. */
  step?: number | undefined;
  /** Steps since the start of the training. Non-negative integer. Default 0. */
  totalSteps?: number | undefined;
  /** Seed of the training. Integer. Default 0. */
  seed?: number | undefined;
  /** Images per step. Positive integer. Default: unknown. */
  batchSize?: number | undefined;
  /** Steps per epoch. Positive integer. Default: unknown. */
  stepsPerEpoch?: number | undefined;
  /** Best epoch so far. Default: unknown. */
  best?: BestEpoch | undefined;
  /** Reports of the completed epochs, one per epoch. Default: none. */
  history?: readonly EpochReport[] | undefined;
  /** Sums over the steps of the current epoch. Default: unknown. */
  epochSums?: EpochSums | undefined;
  /** Everything that determines the training, as JSON. Only its SHA-256 is saved. Default: undefined. */
  experiment?: unknown;
  /** Any JSON object. Default {}. */
  metadata?: Record<string, unknown> | undefined;
}

const optionNames: OptionNames<SaveCheckpointOptions> = {
  model: true,
  optimizer: true,
  epoch: true,
  step: true,
  totalSteps: true,
  seed: true,
  batchSize: true,
  stepsPerEpoch: true,
  best: true,
  history: true,
  epochSums: true,
  experiment: true,
  metadata: true,
};

const bestNames: OptionNames<BestEpoch> = { monitor: true, epoch: true, value: true };

/**
 * Saves a training: model, optimizer state and counters in tfjs's model format, with SHA-256 digests.
 *
 * The files are also an ordinary saved model for `tf.loadLayersModel`.
 *
 * @throws CheckpointError if a weight or the optimizer's state is not finite; then nothing is saved.
 * @throws TypeError if the handler cannot save, the optimizer does not support saving its state, or an option is unknown;
 * otherwise what the handler throws.
 */
export async function saveCheckpoint(
  handler: CheckpointHandler,
  options: SaveCheckpointOptions,
): Promise<tf.io.SaveResult> {
  const where = 'saveCheckpoint';
  const { save } = handlerFor('save', handler);
  requireOptions(`${where}: options`, options, optionNames);
  const { model, optimizer } = options;
  requireModel(where, model);
  if (optimizer !== undefined) requireOptimizer(where, optimizer);
  const training = countersOf(where, options);
  const weights = await encode(model, optimizer);
  requireFinite(where, weights.weightSpecs ?? [], weights.weightData ?? []);
  const artifacts: CheckpointArtifacts = {
    modelTopology: model.toJSON(null, false),
    userDefinedMetadata: { ...model.getUserDefinedMetadata() },
    ...weights,
  };
  const record = withDigests(
    { version: 2, optimizer: optimizer && nameOfOptimizer(optimizer), training },
    artifacts,
  );
  return save({
    ...artifacts,
    format: 'layers-model',
    generatedBy: '@nin/trainer',
    convertedBy: null,
    userDefinedMetadata: { ...artifacts.userDefinedMetadata, [checkpointEntry]: record },
  });
}

/** Checks the counters and fills in their defaults. */
function countersOf(where: string, options: SaveCheckpointOptions): Checkpoint {
  const { epoch, step = 0, totalSteps = 0, seed = 0, batchSize, stepsPerEpoch, best } = options;
  const { history = [], epochSums, experiment, metadata = {} } = options;
  requireNonNegativeInteger(`${where}: epoch`, epoch);
  requireNonNegativeInteger(`${where}: step`, step);
  requireNonNegativeInteger(`${where}: totalSteps`, totalSteps);
  requireInteger(`${where}: seed`, seed);
  if (batchSize !== undefined) requirePositiveInteger(`${where}: batchSize`, batchSize);
  if (stepsPerEpoch !== undefined) requirePositiveInteger(`${where}: stepsPerEpoch`, stepsPerEpoch);
  if (best !== undefined) {
    requireOptions(`${where}: best`, best, bestNames);
    requireOneOf(`${where}: best.monitor`, best.monitor, monitors);
  }
  if (!isHistory(history, epoch)) {
    throw new RangeError(
      `${where}: history must have one report for each of ${epoch} epochs, or none, got ${shown(history)}`,
    );
  }
  requireMetadata(`${where}: metadata`, metadata);
  return {
    epoch,
    step,
    totalSteps,
    seed,
    batchSize,
    stepsPerEpoch,
    best,
    history: [...history],
    epochSums,
    experiment: experiment === undefined ? undefined : sha256OfJson(experiment),
    metadata,
  };
}

async function encode(
  model: LayersModel,
  optimizer: tf.Optimizer | undefined,
): Promise<Pick<tf.io.ModelArtifacts, 'weightSpecs' | 'weightData'>> {
  const weights = weightsByLayer(model);
  const own = weights.map((weight) => ({ name: weight.originalName, tensor: weight.read() }));
  const state = optimizer && (await readOptimizerState('saveCheckpoint', optimizer));
  try {
    // An optimizer names its state after variables, whose names are valid in this process only.
    const rename = renamer(
      weights.map(({ name }) => name),
      weightKeys(own.map(({ name }) => name)),
    );
    const rest = (state?.tensors ?? []).map(({ name, tensor }) => ({
      name: `optimizer/${rename(name)}`,
      tensor,
    }));
    const { data, specs } = await tf.io.encodeWeights([...own, ...rest]);
    const weightSpecs = specs.map((spec, i) =>
      i < own.length ? spec : { ...spec, group: 'optimizer' as const },
    );
    return { weightSpecs, weightData: data };
  } finally {
    state?.release();
  }
}

/** Throws a TypeError unless `metadata` is a plain object. `where` is `function: argument`. */
export function requireMetadata(where: string, metadata: unknown): void {
  if (isMetadata(metadata)) return;
  throw new TypeError(`${where} must be a JSON object, got ${shown(metadata)}`);
}
