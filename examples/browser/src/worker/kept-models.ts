import type * as tf from '@tensorflow/tfjs-core';
import { createStore, del, get, keys, set, type UseStore } from 'idb-keyval';

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
 * refuses one. This keeps all of a model or, as the transaction is undone, the one before; and reports which.
 */
export function keptModel(id: string): Required<tf.io.IOHandler> {
  return {
    async save(artifacts) {
      await set(id, artifacts, modelStore());
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
    },
    async load() {
      const artifacts = await readModel(id);
      if (artifacts) return artifacts;
      throw new KeptRunError(
        'the browser keeps no model of this run: none was saved, or its storage has been cleared',
      );
    },
  };
}

/** Reads what is kept under an id. A browser whose files are damaged rejects with its own error. */
async function readModel(id: string): Promise<tf.io.ModelArtifacts | undefined> {
  try {
    return await get<tf.io.ModelArtifacts>(id, modelStore());
  } catch (error) {
    const { message } = error as Error;
    throw new KeptRunError(`the browser cannot read the model of this run: ${message}`, { cause: error });
  }
}

/** The ids of the runs of which a model is kept. Rejects, and never throws, where the browser refuses its storage. */
export async function keptModelIds(): Promise<string[]> {
  return keys<string>(modelStore());
}

/** Forgets the model of a run, if there is one. */
export async function forgetModel(id: string): Promise<void> {
  return del(id, modelStore());
}

/** What the browser keeps of a run is missing, damaged, or of other settings than the run's. Nothing was changed. */
export class KeptRunError extends Error {
  override readonly name = 'KeptRunError';
}
