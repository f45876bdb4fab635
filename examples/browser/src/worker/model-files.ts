import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** A file to download. */
export interface NamedFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** A model as tfjs saves it. */
export async function artifactsOf(model: LayersModel): Promise<tf.io.ModelArtifacts> {
  return new Promise((resolve, reject) => {
    const take = tf.io.withSaveHandler((artifacts) => {
      resolve(artifacts);
      return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } });
    });
    model.save(take).catch(reject);
  });
}

/** `model.json` and `weights.bin`, which `tf.loadLayersModel` reads anywhere; an optimizer's state is left out. */
export function modelFilesOf(artifacts: tf.io.ModelArtifacts): NamedFile[] {
  const { weightSpecs = [], weightData = new ArrayBuffer(0), userDefinedMetadata } = artifacts;
  const all = new Uint8Array(tf.io.CompositeArrayBuffer.join(weightData));
  const weights: tf.io.WeightsManifestEntry[] = [];
  const parts: Uint8Array[] = [];
  let offset = 0;
  for (const spec of weightSpecs) {
    const length = tf.util.sizeFromShape(spec.shape) * tf.util.bytesPerElement(spec.dtype);
    if (spec.group !== 'optimizer') {
      weights.push(spec);
      parts.push(all.subarray(offset, offset + length));
    }
    offset += length;
  }
  const json = {
    modelTopology: artifacts.modelTopology,
    format: artifacts.format,
    generatedBy: artifacts.generatedBy,
    convertedBy: artifacts.convertedBy,
    userDefinedMetadata,
    weightsManifest: [{ paths: ['weights.bin'], weights }],
  };
  return [
    { name: 'model.json', bytes: new TextEncoder().encode(JSON.stringify(json)) },
    { name: 'weights.bin', bytes: joined(parts) },
  ];
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
