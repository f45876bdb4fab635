import type * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { seededRandom } from '@nin/testing';
import type { Batch, EpochReport, LabeledArrays } from '@nin/trainer';

/** One feature, two classes, weights zero: every figure of a step can be worked out by hand. */
export function zeroModel(): tfl.Sequential {
  return tfl.sequential({
    layers: [tfl.layers.dense({ units: 2, useBias: false, kernelInitializer: 'zeros', inputShape: [1] })],
  });
}

/** The two images zeroModel is tried on: 1 of class 0, 3 of class 1. */
export const twoImages: LabeledArrays = {
  images: Float32Array.of(1, 3),
  labels: [0, 1],
  shape: [1],
};

/** Convolution, batch normalization and dropout in a nested model, with seeded weights. */
export function tinyNetwork(seed = 1): tfl.Sequential {
  const kernelInitializer = () => tfl.initializers.heNormal({ seed: seed++ });
  return tfl.sequential({
    layers: [
      tfl.layers.conv2d({
        filters: 4,
        kernelSize: 3,
        padding: 'same',
        inputShape: [4, 4, 1],
        kernelInitializer: kernelInitializer(),
      }),
      tfl.layers.batchNormalization(),
      tfl.layers.reLU(),
      tfl.sequential({
        layers: [
          tfl.layers.flatten({ inputShape: [4, 4, 4] }),
          tfl.layers.dropout({ rate: 0.3 }),
          tfl.layers.dense({ units: 4, kernelInitializer: kernelInitializer() }),
        ],
      }),
    ],
  });
}

/**
 * 4×4 images of four classes: column `label` is bright. Not three: tfjs's WebGL multiplies matrices wrong where the
 * inner dimension is odd and both come from earlier operations, as in the gradient of three classes.
 */
export function stripes(count: number, seed = 1): LabeledArrays {
  const next = seededRandom(seed);
  const labels = Uint8Array.from({ length: count }, () => Math.floor(4 * next()));
  const images = Uint8Array.from({ length: count * 16 }, (_, i) => {
    const bright = i % 4 === labels[Math.floor(i / 16)];
    return Math.floor((bright ? 155 : 0) + 100 * next());
  });
  return { images, labels, shape: [4, 4, 1], count };
}

/** A batch of zeroModel's images. */
export function batchOf(images: number[], labels: number[]): Batch {
  return { images: Float32Array.from(images), labels, count: images.length };
}

/** All weights of a model as plain numbers. */
export function weightsOf(model: tfl.LayersModel): Promise<number[][]> {
  return numbersOf(model.getWeights());
}

/** Tensors as plain numbers. WebGPU gives them only for the asking, and in Node never at once. */
export function numbersOf(tensors: readonly tf.Tensor[]): Promise<number[][]> {
  return Promise.all(tensors.map(async (tensor) => Array.from(await tensor.data())));
}

/** All that a generator gives. */
export async function collect(reports: AsyncIterable<EpochReport>): Promise<EpochReport[]> {
  const all: EpochReport[] = [];
  for await (const report of reports) all.push(report);
  return all;
}

/** Model files kept in memory, their JSON part as a file would give it back. */
export function memoryHandler(): Required<tf.io.IOHandler> & { artifacts?: tf.io.ModelArtifacts } {
  const handler: Required<tf.io.IOHandler> & { artifacts?: tf.io.ModelArtifacts } = {
    save: (artifacts) => {
      const { weightData, ...json } = artifacts;
      handler.artifacts = { ...(JSON.parse(JSON.stringify(json)) as tf.io.ModelArtifacts), weightData };
      return Promise.resolve({
        modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' },
      });
    },
    load: () =>
      handler.artifacts ? Promise.resolve(handler.artifacts) : Promise.reject(new Error('nothing saved')),
  };
  return handler;
}
