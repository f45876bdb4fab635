import { requireBackend } from '@nin/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { buildModel } from './build-model';
import { type CheckpointHandler, handlerFor, isNamed, nameOfHandler } from './checkpoint-handler';
import { requireKnownOptimizer } from './known-optimizer';
import { requireFiniteLoaded } from './model-finite';
import { ModelFileError } from './model-file-error';
import { topologyProblem } from './topology-limits';
import { lengthProblem } from './weight-bytes';
import { weightsProblem } from './weights-manifest';

const where = 'loadModel';

/**
 * Loads a layers model like `tf.loadLayersModel`, but safely from untrusted files: damaged or hostile files end in a
 * ModelFileError, quickly, and without more memory than the weights take.
 *
 * @param handler source: a tfjs IOHandler such as `fileSystem(directory)`, or a URL such as `indexeddb://model`.
 * @throws ModelFileError that names the file or URL and the problem: it cannot be read, is not a tfjs model, has weights that are
 *   NaN or infinite, or layers that cannot be built or do not match the weights. All tensors are disposed then.
 * @throws TypeError if the handler cannot load, or the optimizer with which the model was saved is not registered.
 */
export async function loadModel(handler: CheckpointHandler): Promise<LayersModel> {
  const { load } = handlerFor('load', handler, `${where}: handler`);
  requireBackend(where, tf.engine());
  const path = nameOfHandler(handler);
  const artifacts = await load().catch((cause: unknown) => {
    if (isNamed(handler)) throw cause;
    throw new ModelFileError(path, 'unreadable', 'cannot be read', cause, where);
  });
  const problem = artifactsProblem(artifacts);
  if (problem) throw new ModelFileError(path, 'damaged', problem, undefined, where);
  requireKnownOptimizer(path, artifacts, where);
  requireFiniteLoaded(path, artifacts, where);
  try {
    return await buildModel(artifacts);
  } catch (cause) {
    if (!isPlainError(cause)) throw cause;
    throw new ModelFileError(path, 'damaged', 'must be a model that tfjs can build', cause, where);
  }
}

function artifactsProblem(artifacts: tf.io.ModelArtifacts | null | undefined): string | undefined {
  const { modelTopology, weightSpecs, weightData } = artifacts ?? {};
  if (typeof modelTopology !== 'object' || modelTopology === null || modelTopology instanceof ArrayBuffer) {
    return 'must be a tfjs model with a modelTopology, got none';
  }
  if (Object.hasOwn(modelTopology, 'node')) {
    return 'must be a layers model, got a graph model: load it with tf.loadGraphModel of @tensorflow/tfjs-converter';
  }
  if (!Array.isArray(weightSpecs) || weightData === undefined)
    return 'must have weights, got only a topology';
  return (
    topologyProblem(modelTopology) ??
    weightsProblem(weightSpecs) ??
    lengthProblem(weightSpecs, tf.io.CompositeArrayBuffer.join(weightData))
  );
}

/** Whether an error is of a generic class. Errors of memory and devices have specific names. */
function isPlainError(error: unknown): boolean {
  return (
    !(error instanceof Error) || ['Error', 'TypeError', 'RangeError', 'SyntaxError'].includes(error.name)
  );
}
