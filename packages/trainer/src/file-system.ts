import { shown } from '@nin/checks';
import { nodeModules } from '@nin/durable-files';
import type * as tf from '@tensorflow/tfjs-core';
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
 * the old weights are removed. Whenever the process is killed, the directory holds the old model or the new one.
 * One process at a time may save to a directory; any number may load.
 *
 * @param directory where the files are; made when something is saved.
 * @throws TypeError outside Node; from loading, if the optimizer that a model was saved with is not registered.
 * @throws ModelFileError from saving and loading, naming the path and what is wrong with it.
 */
export function fileSystem(directory: string): Required<tf.io.IOHandler> {
  if (typeof directory !== 'string' || directory === '') {
    throw new TypeError(`fileSystem: directory must be a path, got ${shown(directory)}`);
  }
  const node = nodeModules('fileSystem');
  const folder = node.path.resolve(directory);
  let lastSave: Promise<unknown> = Promise.resolve();
  return {
    save(artifacts) {
      // One save waits for the other, so that neither takes the other's new files for leftovers.
      const saved = lastSave.then(() => writeModelFiles(node, folder, artifacts));
      lastSave = saved.catch(() => undefined);
      return saved;
    },
    async load() {
      const artifacts = await readModelFiles(node, folder);
      requireKnownOptimizer(node.path.join(folder, 'model.json'), artifacts);
      return artifacts;
    },
  };
}
