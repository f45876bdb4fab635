import type * as tf from '@tensorflow/tfjs-core';

/** A place for models as the worker has it in the browser, but in memory. */
export function keptInMemory(): {
  of: (id: string) => Required<tf.io.IOHandler>;
  ids: () => string[];
  forget: (id: string) => void;
  /** Refuses whatever is to be kept from now on. */
  refuse: (error: Error) => void;
} {
  const kept = new Map<string, tf.io.ModelArtifacts>();
  let refusal: Error | undefined;
  return {
    ids: () => [...kept.keys()],
    forget: (id) => void kept.delete(id),
    refuse: (error) => void (refusal = error),
    of: (id) => ({
      save(artifacts) {
        if (refusal) return Promise.reject(refusal);
        kept.set(id, artifacts);
        return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } });
      },
      load() {
        const artifacts = kept.get(id);
        return artifacts ? Promise.resolve(artifacts) : Promise.reject(new Error(`nothing is kept of ${id}`));
      },
    }),
  };
}
