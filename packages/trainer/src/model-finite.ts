import type * as tf from '@tensorflow/tfjs-core';
import { nonFiniteWeight } from './finite-weights';
import { ModelFileError } from './model-file-error';

/**
 * Throws a ModelFileError if loaded weights are NaN or infinite.
 *
 * @param path file or URL of the model.
 * @param where public function that reports the error.
 */
export function requireFiniteLoaded(path: string, artifacts: tf.io.ModelArtifacts, where: string): void {
  const name = nonFiniteIn(artifacts);
  if (name === undefined) return;
  const message = `must have finite weights, got NaN or infinity in '${name}'`;
  throw new ModelFileError(path, 'damaged', message, undefined, where);
}

/** Throws a ModelFileError if weights to be saved are NaN or infinite. */
export function requireFiniteToSave(path: string, artifacts: tf.io.ModelArtifacts, where: string): void {
  const name = nonFiniteIn(artifacts);
  if (name === undefined) return;
  const message = `must be saved with finite weights, got NaN or infinity in '${name}': nothing was written`;
  throw new ModelFileError(path, 'non-finite', message, undefined, where);
}

function nonFiniteIn(artifacts: tf.io.ModelArtifacts): string | undefined {
  // Infinite constants of a graph model are intended.
  if (isGraphModel(artifacts)) return undefined;
  return nonFiniteWeight(artifacts.weightSpecs ?? [], artifacts.weightData);
}

/** Whether artifacts are a graph model, as for `tf.loadGraphModel`. */
function isGraphModel({ format, modelTopology }: tf.io.ModelArtifacts): boolean {
  return format === 'graph-model' || Object.hasOwn(modelTopology ?? {}, 'node');
}
