import * as tf from '@tensorflow/tfjs-core';
import { noise } from '../../contenders/batch';
import type { ProductsJob } from '../plan/gpu-job';
import type { ProductSamples } from './gpu-measurement';
import { sampleBurst } from './sample-burst';

/** Times products of square float32 matrices. */
export async function measureProducts({ sizes, pace }: ProductsJob): Promise<ProductSamples[]> {
  const samples: ProductSamples[] = [];
  for (const size of sizes) {
    const matrix = tf.tensor2d(noise(size ** 2), [size, size]);
    samples.push({ size, milliseconds: await sampleBurst(() => tf.matMul(matrix, matrix), pace) });
    matrix.dispose();
  }
  return samples;
}
