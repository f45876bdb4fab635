import { type OptionNames, requireOptions } from '@nin/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel, LayerVariable } from '@tensorflow/tfjs-layers';
import { CheckpointError, readRecord, type Checkpoint, type CheckpointRecord } from './checkpoint';
import { requireIntact } from './checkpoint-digest';
import { handlerFor, type CheckpointHandler } from './checkpoint-handler';
import { adoptCard } from './model-card-read';
import { renamer, weightKeys, weightsByLayer } from './model-weights';
import { nameOfOptimizer, writeOptimizerState, type NamedTensor } from './optimizer-state';
import { formatShape } from './shape';
import { requireModel, requireOptimizer } from './training-parts';
import { weightRanges } from './weight-bytes';

type Spec = tf.io.WeightsManifestEntry;

/** Options of {@link loadCheckpoint}. */
export interface LoadCheckpointOptions {
  /** Model with the layers and shapes of the saved one. Unnamed layers are matched by their order. */
  model: LayersModel;
  /** Optimizer of the class of the saved one. Default: its state is not restored. */
  optimizer?: tf.Optimizer | undefined;
}

const optionNames: OptionNames<LoadCheckpointOptions> = { model: true, optimizer: true };

/**
 * Restores a saved training: the weights of the model and the state of the optimizer. A model without a card gets the saved one.
 *
 * @returns the counters and the metadata.
 * @throws CheckpointError if the files are not a checkpoint, are damaged (SHA-256, non-finite weights), or do not fit the model
 * or the optimizer; then neither has changed.
 * @throws TypeError if the handler cannot load, or an option is unknown; otherwise what the handler throws.
 */
export async function loadCheckpoint(
  handler: CheckpointHandler,
  options: LoadCheckpointOptions,
): Promise<Checkpoint> {
  const where = 'loadCheckpoint';
  handlerFor('load', handler);
  requireOptions(`${where}: options`, options, optionNames);
  requireModel(where, options.model);
  if (options.optimizer !== undefined) requireOptimizer(where, options.optimizer);
  return loadAcceptable(handler, options, () => undefined);
}

/** {@link loadCheckpoint} that first calls `accept` with the counters: if it throws, nothing has changed. */
export async function loadAcceptable(
  handler: CheckpointHandler,
  { model, optimizer }: LoadCheckpointOptions,
  accept: (checkpoint: Checkpoint) => void,
): Promise<Checkpoint> {
  const { artifacts, record } = await loadRecord('loadCheckpoint', handler);
  const { training, optimizer: savedOptimizer } = record;
  const specs = artifacts.weightSpecs ?? [];
  const weights = weightsByLayer(model);
  const targets = targetsOf(specs, weights);
  if (optimizer) requireSavedOptimizer(optimizer, savedOptimizer);
  accept(training);

  const tensors = decode(artifacts.weightData ?? new ArrayBuffer(0), specs);
  try {
    if (optimizer) {
      await writeOptimizerState('loadCheckpoint', optimizer, optimizerTensors(specs, tensors, weights));
    }
    tensors.forEach((tensor, i) => targets[i]?.write(tensor));
    adoptCard(model, artifacts.userDefinedMetadata);
  } finally {
    tf.dispose(tensors);
  }
  return training;
}

/**
 * Returns the counters and the metadata of a checkpoint without a model. All files are verified, including the weights.
 *
 * @throws CheckpointError if the files are not a checkpoint, or are damaged.
 * @throws TypeError if the handler cannot load; otherwise what the handler throws.
 */
export async function readCheckpoint(handler: CheckpointHandler): Promise<Checkpoint> {
  const { record } = await loadRecord('readCheckpoint', handler);
  return record.training;
}

/** Loads and verifies the files of a checkpoint. */
async function loadRecord(
  where: string,
  handler: CheckpointHandler,
): Promise<{ artifacts: tf.io.ModelArtifacts; record: CheckpointRecord }> {
  const artifacts = await handlerFor('load', handler, `${where}: handler`).load();
  const record = readRecord(where, artifacts.userDefinedMetadata);
  requireIntact(where, artifacts);
  return { artifacts, record };
}

/** Returns the model's weight of each spec; undefined for the optimizer's state. */
function targetsOf(specs: readonly Spec[], weights: readonly LayerVariable[]): (LayerVariable | undefined)[] {
  const own = specs.filter(isOfModel);
  const savedKeys = weightKeys(own.map(({ name }) => name));
  const keys = weightKeys(weights.map(({ originalName }) => originalName));
  const byKey = new Map(keys.map((key, i) => [key, weights[i]]));
  const missing = keys.find((key) => !savedKeys.includes(key));
  const surplus = savedKeys.find((key) => !byKey.has(key));
  if (missing !== undefined || surplus !== undefined) {
    throw new CheckpointError(
      `loadCheckpoint: the checkpoint must have the model's ${keys.length} weights, got ${savedKeys.length}` +
        (missing === undefined ? '' : `; ${missing} is only in the model`) +
        (surplus === undefined ? '' : `; ${surplus} is only in the checkpoint`),
    );
  }
  const targets = new Map(own.map((spec, i) => [spec, byKey.get(savedKeys[i] ?? '')]));
  for (const [{ name, shape, dtype }, weight] of targets) {
    if (!weight || (shape.join() === weight.shape.join() && dtype === weight.dtype)) continue;
    throw new CheckpointError(
      `loadCheckpoint: ${name} must be ${weight.dtype} ${formatShape(weight.shape)}, as in the model, ` +
        `got ${dtype} ${formatShape(shape)}`,
    );
  }
  return specs.map((spec) => targets.get(spec));
}

function isOfModel({ group }: Spec): boolean {
  return group !== 'optimizer';
}

function requireSavedOptimizer(optimizer: tf.Optimizer, saved: string | undefined): void {
  const name = nameOfOptimizer(optimizer);
  if (saved === name) return;
  throw new CheckpointError(
    `loadCheckpoint: optimizer must be ${saved ? `${saved}, the checkpoint's` : 'left out, as the checkpoint has none'}, got ${name}`,
  );
}

function decode(weightData: tf.io.WeightData, specs: readonly Spec[]): tf.Tensor[] {
  const buffer = tf.io.CompositeArrayBuffer.join(weightData);
  // One at a time: tfjs's decoder returns a map, which would keep only one of several weights with the same name.
  return weightRanges(specs, buffer).flatMap(({ spec, start, end }) =>
    Object.values(tf.io.decodeWeights(buffer.slice(start, end), [spec])),
  );
}

function optimizerTensors(
  specs: readonly Spec[],
  tensors: readonly tf.Tensor[],
  weights: readonly LayerVariable[],
): NamedTensor[] {
  const keys = weightKeys(weights.map(({ originalName }) => originalName));
  const rename = renamer(
    keys,
    weights.map(({ name }) => name),
  );
  return specs.flatMap((spec, i) => {
    const tensor = tensors[i];
    if (isOfModel(spec) || !tensor) return [];
    return [{ name: rename(spec.name.replace(/^optimizer\//, '')), tensor }];
  });
}
