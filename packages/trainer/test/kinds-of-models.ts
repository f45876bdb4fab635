import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { ModelFileError } from '@nin/trainer';
import { expect } from 'vitest';

/** Two branches that meet, a layer used twice, and a model as a layer. */
export function graphNetwork(): tfl.LayersModel {
  const input = tfl.input({ shape: [4, 4, 2] });
  const convolution = tfl.layers.conv2d({ filters: 2, kernelSize: 3, padding: 'same', activation: 'relu' });
  const inner = tfl.sequential({
    layers: [tfl.layers.batchNormalization({ inputShape: [4, 4, 2] }), tfl.layers.dropout({ rate: 0.1 })],
  });
  const once = convolution.apply(input) as tfl.SymbolicTensor;
  const twice = convolution.apply(inner.apply(once)) as tfl.SymbolicTensor;
  const sum = tfl.layers.add().apply([once, twice]) as tfl.SymbolicTensor;
  const flat = tfl.layers.globalAveragePooling2d({}).apply(sum) as tfl.SymbolicTensor;
  return tfl.model({
    inputs: input,
    outputs: tfl.layers.dense({ units: 3 }).apply(flat) as tfl.SymbolicTensor,
  });
}

export function recurrentNetwork(): tfl.LayersModel {
  const layer = tfl.layers.lstm({
    units: 3,
    returnSequences: true,
    recurrentInitializer: 'glorotUniform',
  });
  return tfl.sequential({
    layers: [
      tfl.layers.embedding({ inputDim: 7, outputDim: 2, inputLength: 5 }),
      tfl.layers.bidirectional({ layer, mergeMode: 'concat' }),
      tfl.layers.timeDistributed({ layer: tfl.layers.dense({ units: 2 }) }),
    ],
  });
}

/** Frees a model. `dispose` of tfjs leaves layers that are used twice. */
export function release(model: tfl.LayersModel): void {
  for (const weight of model.weights) weight.dispose();
}

/** What a model gives for whole numbers from 0 to 6. */
export async function outputsOf(model: tfl.LayersModel): Promise<number[]> {
  const shape = model.inputs[0].shape.map((length) => length ?? 2);
  const inputs = tf.tidy(() => tf.reshape(tf.mod(tf.range(0, tf.util.sizeFromShape(shape)), 7), shape));
  const outputs = model.predict(inputs) as tf.Tensor;
  const values = Array.from(await outputs.data());
  tf.dispose([inputs, outputs]);
  return values;
}

/** The ModelFileError of a promise, whose message must be one line. */
export async function failureOf(work: Promise<unknown>): Promise<ModelFileError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ModelFileError);
  expect((error as Error).message).toMatch(/^\w+: \P{Cc}*$/u);
  return error as ModelFileError;
}
