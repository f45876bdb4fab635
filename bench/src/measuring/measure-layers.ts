import type { NinSpec } from '@nin/blocks';
import * as tf from '@tensorflow/tfjs-core';
import { noise } from '../contenders/batch';
import type { Pace } from '../plan/pace';
import { convolutionsOf, type Convolution } from './convolutions-of';
import type { LayerTimes } from './measurement';
import { takeSamples } from './take-samples';

/** Times the three directions of each convolution of a network, on the current backend. */
export async function measureLayers(spec: NinSpec, batchSize: number, pace: Pace): Promise<LayerTimes[]> {
  const times: LayerTimes[] = [];
  for (const convolution of convolutionsOf(spec)) {
    times.push(await measureConvolution(convolution, batchSize, pace));
  }
  return times;
}

/**
 * The kernels are called as tfjs calls them: it has no function for the gradient of a filter. They are synchronous on
 * `wasm`, so nothing is read back. Bias and activation are left out.
 */
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
  const time = (kernel: string, inputs: Record<string, tf.Tensor>, shapes: Record<string, number[]> = {}) => {
    const run = () => tf.engine().runKernel<tf.Tensor>(kernel, inputs, { ...attributes, ...shapes });
    return takeSamples(() => run().dispose(), pace);
  };
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
