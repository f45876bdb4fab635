import { shown } from '@nin/checks';
import { nodeModules } from '@nin/durable-files';
import type * as tf from '@tensorflow/tfjs-core';
import { nameHandler } from './checkpoint-handler';
import { requireKnownOptimizer } from './known-optimizer';
import { readModelFiles } from './read-model-files';
import { writeModelFiles } from './write-model-files';

/**
 * Returns an IOHandler that saves models to a directory and loads them from it, in Node, without tfjs-node.
 *
 * The files are in tfjs's format: `model.json` and a binary file of weights, readable by any tfjs, also over HTTP. Use it
 * anywhere tfjs takes an IOHandler: `model.save(fileSystem('model'))`, `tf.loadLayersModel(fileSystem('model'))`.
 *
 * A save is atomic: the weights are written to a new file, `model.json` is replaced, then the old weights are removed. If the
 * process is killed or the power fails, the directory has either the old model or the new one. Weights of a layers model that
 * are NaN or infinite are not saved.
 *
 * `model.json` contains the SHA-256 of itself and of the weights, which loading verifies; models without checksums load too.
 * Weights are only read from files in the directory that have the size stated in `model.json`.
 *
 * A handler remembers the `model.json` it last saved or loaded and overwrites no other: a save throws if another program has
 * saved to the directory, or removed it, since. The first save of a handler that has not loaded replaces an existing model. Any
 * number of programs may load.
 *
 * @param directory directory of the files; created by the first save.
 * @throws TypeError outside Node; from loading, if the optimizer with which a model was saved is not registered.
 * @throws ModelFileError from saving and loading, naming the path and the problem.
 */
export function fileSystem(directory: string): Required<tf.io.IOHandler> {
  if (typeof directory !== 'string' || directory === '') {
    throw new TypeError(`fileSystem: directory must be a path, got ${shown(directory)}`);
  }
  const node = nodeModules('fileSystem');
  const folder = node.path.resolve(directory);
  const modelFile = node.path.join(folder, 'model.json');
  let last: Promise<unknown> = Promise.resolve();
  /** Text of the model.json that this handler last saved or loaded. */
  let known: string | undefined;
  /** Runs saves and loads one after another, so that no save removes the new files of another, and `known` is current. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  }
  const handler: Required<tf.io.IOHandler> = {
    save: (artifacts) =>
      inTurn(async () => {
        const { result, text } = await writeModelFiles(node, folder, artifacts, known);
        known = text;
        return result;
      }),
    load: () =>
      inTurn(async () => {
        const { artifacts, text } = await readModelFiles(node, folder);
        requireKnownOptimizer(modelFile, artifacts);
        known = text;
        return artifacts;
      }),
  };
  return nameHandler(handler, modelFile);
}
