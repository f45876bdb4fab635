import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Filters } from './lab-api';

/** The kernels of the first convolution: each looks at a little RGB picture, so it can be drawn as one. */
export async function firstFiltersOf(model: LayersModel): Promise<Filters> {
  const layer = model.layers.find((one) => one.getClassName() === 'Conv2D');
  // The layer's own tensor: not to be disposed.
  const kernel = layer?.getWeights()[0] as tf.Tensor4D;
  const [size, , channels, count] = kernel.shape;
  if (channels !== 3)
    throw new Error(`the first convolution must look at 3 channels to be drawn, not at ${channels}`);
  const byFilter = tf.transpose(kernel, [3, 0, 1, 2]);
  try {
    return { size, count, weights: await byFilter.data<'float32'>() };
  } finally {
    byFilter.dispose();
  }
}
