import type * as tf from '@tensorflow/tfjs-core';
import { createStore, del, get, set, type UseStore } from 'idb-keyval';

let store: UseStore | undefined;

/** Where the browser keeps models, beside the store of runs: one place for each run, under its id. */
function modelStore(): UseStore {
  store ??= createStore('nin-lab-models', 'models');
  return store;
}

/**
 * The place of a run's model in the browser, for checkpoints.
 *
 * Not tfjs's `indexeddb://`: it takes a model for kept before the transaction is over, and hangs where a full storage
 * refuses one. This keeps all of a model or nothing, and tells which.
 */
export function keptModel(id: string): Required<tf.io.IOHandler> {
  return {
    async save(artifacts) {
      await set(id, artifacts, modelStore());
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
    },
    async load() {
      const artifacts = await get<tf.io.ModelArtifacts>(id, modelStore());
      if (artifacts) return artifacts;
      throw new Error(
        'the browser keeps no model of this run: none was saved, or its storage has been cleared',
      );
    },
  };
}

/** Forgets the model of a run, if there is one. */
export function forgetModel(id: string): Promise<void> {
  return del(id, modelStore());
}
