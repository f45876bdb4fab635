import { shown } from '@nin/checks';
import { nodeModules } from '@nin/durable-files';
import type * as tf from '@tensorflow/tfjs-core';
import { nameHandler } from './checkpoint-handler';
import { requireKnownOptimizer } from './known-optimizer';
import { readModelFiles } from './read-model-files';
import { writeModelFiles } from './write-model-files';

/**
 * Saves models to a directory and loads them from it, in Node, without tfjs-node.
 *
 * The files are tfjs's own: `model.json`, and a binary file of weights next to it. Any tfjs reads them, over HTTP too.
 * Use it wherever tfjs takes an IOHandler: `model.save(fileSystem('model'))`, `tf.loadLayersModel(fileSystem('model'))`.
 *
 * A save is all or nothing: the weights go to a file of a new name, then `model.json` is replaced in one stroke, then
 * the old weights are removed. Whenever the process is killed or the power fails, the directory holds the old model or the
 * new one. Weights of a layers model that are NaN or infinite are not saved.
 *
 * `model.json` holds the SHA-256 of itself and of the weights, which loading checks; models of others, without checksums,
 * load too. Weights are only read from files in the directory, as long as `model.json` says.
 *
 * A handler remembers the `model.json` it last saved or loaded, and saves over no other: where another program has saved to
 * the directory in between, or removed it, the save is refused. The first save of a handler that has loaded nothing replaces
 * what is there. Any number of programs may load.
 *
 * @param directory where the files are; made when a handler first saves.
 * @throws TypeError outside Node; from loading, if the optimizer that a model was saved with is not registered.
 * @throws ModelFileError from saving and loading, naming the path and what is wrong with it.
 */
export function fileSystem(directory: string): Required<tf.io.IOHandler> {
  if (typeof directory !== 'string' || directory === '') {
    throw new TypeError(`fileSystem: directory must be a path, got ${shown(directory)}`);
  }
  const node = nodeModules('fileSystem');
  const folder = node.path.resolve(directory);
  const modelFile = node.path.join(folder, 'model.json');
  let last: Promise<unknown> = Promise.resolve();
  /** The model.json that this handler last saw in the folder. */
  let known: string | undefined;
  /** One waits for the other, so that no save takes another's new files for leftovers, and `known` is of the last. */
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
