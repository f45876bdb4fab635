import type * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from './shape';

type Spec = tf.io.WeightsManifestEntry;

/** Bytes per value of each dtype. Strings have no fixed length. */
const widths = { float32: 4, int32: 4, complex64: 8, bool: 1, uint16: 2, uint8: 1, float16: 2 };

/** Returns the total bytes of weights; undefined if some are strings, whose lengths are in the data. */
export function bytesOfAll(specs: readonly Spec[]): number | undefined {
  const total = specs.reduce((sum, spec) => sum + (weightBytes(spec) ?? NaN), 0);
  return Number.isNaN(total) ? undefined : total;
}

/** Returns the start and end of each weight in the data, in bytes; truncated strings end at infinity. */
export function weightRanges(
  specs: readonly Spec[],
  data: ArrayBuffer,
): { spec: Spec; start: number; end: number }[] {
  const view = new DataView(data);
  let start = 0;
  return specs.map((spec) => {
    const end = start + (weightBytes(spec) ?? stringBytes(view, start, sizeOf(spec.shape)));
    const range = { spec, start, end };
    start = end;
    return range;
  });
}

/** Returns what is wrong with the length of the data, as the rest of a message; undefined if it is right. */
export function lengthProblem(specs: readonly Spec[], data: ArrayBuffer): string | undefined {
  const expected = weightRanges(specs, data).at(-1)?.end ?? 0;
  if (data.byteLength === expected) return undefined;
  const rule = Number.isFinite(expected) ? `have ${expected} bytes` : 'hold all strings';
  return `must ${rule} by the shapes of the weights, got ${data.byteLength} bytes`;
}

/** Returns the bytes of a weight; undefined for strings. */
function weightBytes({ shape, dtype, quantization }: Spec): number | undefined {
  const type = quantization?.dtype ?? dtype;
  return type === 'string' ? undefined : sizeOf(shape) * widths[type];
}

/** Returns the bytes of strings: each is a length of four bytes, then the text. */
function stringBytes(data: DataView, start: number, count: number): number {
  let end = start;
  for (let i = 0; i < count; i++) {
    if (end + 4 > data.byteLength) return Infinity;
    end += 4 + data.getUint32(end, true);
  }
  return end - start;
}
