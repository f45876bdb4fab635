import { nin, profile, type NinSpec } from '@nin/blocks';
import * as tf from '@tensorflow/tfjs-core';
import type { Pace } from '../job';
import type { LayerTimes } from '../result/result';
import { noise } from './noise';
import { sampleTensor } from './tfjs-contender';

/** The convolutions of a network without their times. */
export type Convolution = Omit<LayerTimes, 'forward' | 'inputGradient' | 'filterGradient'> & {
  /** [height, width, channels] */
  output: number[];
  isFirst: boolean;
};

/**
 * Returns the convolutions of a network; layers of the same geometry are one.
 *
 * @throws RangeError for one without `same` padding.
 */
export function convolutionsOf(spec: NinSpec): Convolution[] {
  const model = nin(spec);
  const macs = new Map(profile(spec).layers.map((layer) => [layer.name, layer.macs]));
  const found = new Map<string, Convolution>();
  for (const layer of model.layers) {
    if (layer.getClassName() !== 'Conv2D') continue;
    const { padding, strides } = layer.getConfig() as { padding: string; strides: number[] };
    if (padding !== 'same')
      throw new RangeError(`convolutionsOf: ${layer.name} must have same padding, got ${padding}`);
    const input = withoutBatch(layer.input);
    const filter = layer.getWeights()[0].shape;
    const key = JSON.stringify([input, filter, strides]);
    const same = found.get(key);
    same?.layers.push(layer.name);
    if (same) continue;
    found.set(key, {
      layers: [layer.name],
      input,
      filter,
      output: withoutBatch(layer.output),
      stride: strides[0],
      macs: macs.get(layer.name) ?? 0,
      isFirst: found.size === 0,
    });
  }
  model.dispose();
  return [...found.values()];
}

/** Times the three directions of each convolution of a network, on the current backend. */
export async function measureLayers(spec: NinSpec, batchSize: number, pace: Pace): Promise<LayerTimes[]> {
  const times: LayerTimes[] = [];
  for (const convolution of convolutionsOf(spec)) {
    times.push(await measureConvolution(convolution, batchSize, pace));
  }
  return times;
}

/** Kernels are called as tfjs calls them, which has no function for the gradient of a filter; no bias, no activation. */
async function measureConvolution(
  { output, isFirst, ...convolution }: Convolution,
  batchSize: number,
  pace: Pace,
): Promise<LayerTimes> {
  const { input, filter: filterShape, stride } = convolution;
  const x = noiseTensor([batchSize, ...input]);
  const dy = noiseTensor([batchSize, ...output]);
  const filter = noiseTensor(filterShape);
  const attributes = { strides: [stride, stride], pad: 'same', dataFormat: 'NHWC', dilations: [1, 1] };
  const time = (kernel: string, inputs: Record<string, tf.Tensor>, shapes: Record<string, number[]> = {}) =>
    sampleTensor(() => tf.engine().runKernel<tf.Tensor>(kernel, inputs, { ...attributes, ...shapes }), pace);
  const forward = await time(tf.Conv2D, { x, filter });
  const inputGradient = isFirst
    ? []
    : await time(tf.Conv2DBackpropInput, { dy, filter }, { inputShape: x.shape });
  const filterGradient = await time(tf.Conv2DBackpropFilter, { x, dy }, { filterShape });
  tf.dispose([x, dy, filter]);
  return { ...convolution, forward, inputGradient, filterGradient };
}

function noiseTensor(shape: number[]): tf.Tensor {
  return tf.tensor(noise(shape.reduce((product, size) => product * size, 1)), shape);
}

function withoutBatch(tensor: unknown): number[] {
  return (tensor as { shape: (number | null)[] }).shape.slice(1).map((size) => size ?? 0);
}
