import {
  isPromise,
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
import { checkpointEntry, type Checkpoint, type CheckpointRecord } from './checkpoint';
import { handlerFor, type CheckpointHandler } from './checkpoint-handler';
import { monitors, type BestEpoch } from './monitor';
import { renamer, weightKeys, weightsByLayer } from './model-weights';
import { nameOfOptimizer } from './optimizer-name';
import { readOptimizerState } from './optimizer-state';
import { requireModel } from './require-model';
import { requireOptimizer } from './training-parts';

/** What {@link saveCheckpoint} saves. */
export interface SaveCheckpointOptions extends Omit<Checkpoint, 'totalSteps' | 'seed' | 'metadata'> {
  /** The model: its topology and all its weights are saved. */
  model: LayersModel;
  /** The optimizer, whose state is saved. Default: none is. */
  optimizer?: tf.Optimizer | undefined;
  /** Epochs done. Non-negative integer. */
  epoch: number;
  /** Steps done. Non-negative integer. Default 0. */
  totalSteps?: number | undefined;
  /** The seed of the training. Default 0. */
  seed?: number | undefined;
  /** Anything JSON can hold. Default {}. */
  metadata?: Record<string, unknown> | undefined;
}

const optionNames: OptionNames<SaveCheckpointOptions> = {
  model: true,
  optimizer: true,
  epoch: true,
  totalSteps: true,
  seed: true,
  stepsPerEpoch: true,
  best: true,
  metadata: true,
};

const bestNames: OptionNames<BestEpoch> = { monitor: true, epoch: true, value: true };

/**
 * Saves a training: model, optimizer state and counters, in tfjs's own model format.
 *
 * The result is also an ordinary saved model: `tf.loadLayersModel` reads it.
 *
 * @throws TypeError if the handler cannot save, or the optimizer cannot give its state, or an option is unknown; else what the handler throws.
 */
export async function saveCheckpoint(
  handler: CheckpointHandler,
  options: SaveCheckpointOptions,
): Promise<tf.io.SaveResult> {
  const { save } = handlerFor('save', handler);
  requireOptions('saveCheckpoint: options', options, optionNames);
  const { model, optimizer, epoch, totalSteps = 0, seed = 0, stepsPerEpoch, best, metadata = {} } = options;
  requireModel('saveCheckpoint', model);
  if (optimizer !== undefined) requireOptimizer('saveCheckpoint', optimizer);
  requireNonNegativeInteger('saveCheckpoint: epoch', epoch);
  requireNonNegativeInteger('saveCheckpoint: totalSteps', totalSteps);
  requireInteger('saveCheckpoint: seed', seed);
  if (stepsPerEpoch !== undefined) requirePositiveInteger('saveCheckpoint: stepsPerEpoch', stepsPerEpoch);
  if (best !== undefined) {
    requireOptions('saveCheckpoint: best', best, bestNames);
    requireOneOf('saveCheckpoint: best.monitor', best.monitor, monitors);
  }
  requireMetadata('saveCheckpoint: metadata', metadata);
  const record: CheckpointRecord = {
    version: 1,
    optimizer: optimizer && nameOfOptimizer(optimizer),
    training: { epoch, totalSteps, seed, stepsPerEpoch, best, metadata },
  };
  return save({
    modelTopology: model.toJSON(null, false),
    format: 'layers-model',
    generatedBy: '@nin/trainer',
    convertedBy: null,
    userDefinedMetadata: { ...model.getUserDefinedMetadata(), [checkpointEntry]: record },
    ...(await encode(model, optimizer)),
  });
}

async function encode(
  model: LayersModel,
  optimizer: tf.Optimizer | undefined,
): Promise<Pick<tf.io.ModelArtifacts, 'weightSpecs' | 'weightData'>> {
  const weights = weightsByLayer(model);
  const own = weights.map((weight) => ({ name: weight.originalName, tensor: weight.read() }));
  const state = optimizer && (await readOptimizerState('saveCheckpoint', optimizer));
  try {
    // An optimizer names its state by variables, whose names only hold in this process.
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

/** Throws a TypeError unless `metadata` is an object of named values. `where` is `function: argument`. */
export function requireMetadata(where: string, metadata: unknown): void {
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata) || isPromise(metadata)) {
    throw new TypeError(`${where} must be an object that JSON can hold, got ${shown(metadata)}`);
  }
}
