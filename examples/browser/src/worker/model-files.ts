import { saveDeployable } from '@nin/trainer';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** A file to download. */
export interface NamedFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * `model.json` and `weights.bin` of a model with a card, which `tf.loadLayersModel` reads anywhere. Normalization and softmax
 * are layers of it: it takes pixels from 0 to 255 and gives probabilities.
 */
export async function modelFilesOf(model: LayersModel): Promise<NamedFile[]> {
  const files: NamedFile[] = [];
  const take = tf.io.withSaveHandler((artifacts) => {
    const { weightSpecs = [], weightData = new ArrayBuffer(0), ...rest } = artifacts;
    const json = { ...rest, weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }] };
    files.push(
      { name: 'model.json', bytes: new TextEncoder().encode(JSON.stringify(json)) },
      { name: 'weights.bin', bytes: new Uint8Array(tf.io.CompositeArrayBuffer.join(weightData)) },
    );
    return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } });
  });
  await saveDeployable(take, model);
  return files;
}
