import type * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from './shape-size';

/** Bytes of one value of each type. Strings are left out: they carry their own length. */
const widths = { float32: 4, int32: 4, complex64: 8, bool: 1, uint16: 2, uint8: 1, float16: 2 };

/** How many bytes a weight takes in the data; undefined for strings, where only the data tell. */
export function weightBytes({ shape, dtype, quantization }: tf.io.WeightsManifestEntry): number | undefined {
  const type = quantization?.dtype ?? dtype;
  return type === 'string' ? undefined : sizeOf(shape) * widths[type];
}

/** How many bytes some weights take together; undefined if there are strings among them. */
export function bytesOfAll(weights: readonly tf.io.WeightsManifestEntry[]): number | undefined {
  const total = weights.reduce((sum, weight) => sum + (weightBytes(weight) ?? NaN), 0);
  return Number.isNaN(total) ? undefined : total;
}
