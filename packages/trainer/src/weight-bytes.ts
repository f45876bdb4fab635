import type * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from './shape';

type Spec = tf.io.WeightsManifestEntry;

/** Bytes of one value of each type. Strings are left out: they carry their own length. */
const widths = { float32: 4, int32: 4, complex64: 8, bool: 1, uint16: 2, uint8: 1, float16: 2 };

/** Returns how many bytes some weights take; undefined if there are strings among them, whose lengths are in the data. */
export function bytesOfAll(specs: readonly Spec[]): number | undefined {
  const total = specs.reduce((sum, spec) => sum + (weightBytes(spec) ?? NaN), 0);
  return Number.isNaN(total) ? undefined : total;
}

/** Returns weights with where each begins and ends in the data, in bytes; strings that are cut short end at infinity. */
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

/** Returns what is wrong with the length of weights, as the rest of a message; undefined if the data hold them exactly. */
export function lengthProblem(specs: readonly Spec[], data: ArrayBuffer): string | undefined {
  const expected = weightRanges(specs, data).at(-1)?.end ?? 0;
  if (data.byteLength === expected) return undefined;
  const rule = Number.isFinite(expected) ? `have ${expected} bytes` : 'hold all strings';
  return `must ${rule} by the shapes of the weights, got ${data.byteLength} bytes`;
}

/** Returns how many bytes a weight takes; undefined for strings. */
function weightBytes({ shape, dtype, quantization }: Spec): number | undefined {
  const type = quantization?.dtype ?? dtype;
  return type === 'string' ? undefined : sizeOf(shape) * widths[type];
}

/** Bytes of a number of strings: each is its length in four bytes, then itself. */
function stringBytes(data: DataView, start: number, count: number): number {
  let end = start;
  for (let i = 0; i < count; i++) {
    if (end + 4 > data.byteLength) return Infinity;
    end += 4 + data.getUint32(end, true);
  }
  return end - start;
}
