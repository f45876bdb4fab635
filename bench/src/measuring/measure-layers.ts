import type { NinSpec } from '@nin/blocks';
import * as tf from '@tensorflow/tfjs-core';
import { noise } from '../contenders/batch';
import { convolutionsOf, type Convolution } from './convolutions-of';
import type { LayerTimes } from './measurement';

/** Times a kernel by running it a few times; the milliseconds of each sample. It disposes what the kernel gives. */
export type SampleKernel = (run: () => tf.Tensor) => Promise<number[]>;

/** Times the three directions of each convolution of a network, on the current backend. */
export async function measureLayers(
  spec: NinSpec,
  batchSize: number,
  sample: SampleKernel,
): Promise<LayerTimes[]> {
  const times: LayerTimes[] = [];
  for (const convolution of convolutionsOf(spec)) {
    times.push(await measureConvolution(convolution, batchSize, sample));
  }
  return times;
}

/**
 * The kernels are called as tfjs calls them: it has no function for the gradient of a filter. Bias and activation are
 * left out.
 */
async function measureConvolution(
  { output, isFirst, ...convolution }: Convolution,
  batchSize: number,
  sample: SampleKernel,
): Promise<LayerTimes> {
  const { input, filter: filterShape, stride } = convolution;
  const x = noiseTensor([batchSize, ...input]);
  const dy = noiseTensor([batchSize, ...output]);
  const filter = noiseTensor(filterShape);
  const attributes = { strides: [stride, stride], pad: 'same', dataFormat: 'NHWC', dilations: [1, 1] };
  const time = (kernel: string, inputs: Record<string, tf.Tensor>, shapes: Record<string, number[]> = {}) =>
    sample(() => tf.engine().runKernel<tf.Tensor>(kernel, inputs, { ...attributes, ...shapes }));
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
