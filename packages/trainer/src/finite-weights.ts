import * as tf from '@tensorflow/tfjs-core';
import { weightRanges } from './weight-bytes';

type Spec = tf.io.WeightsManifestEntry;

/**
 * Returns the name of the first float32 weight that contains NaN or infinity; undefined if all are finite.
 *
 * @param specs the weights, in the order of their bytes.
 * @param data the bytes. Missing bytes at the end are ignored.
 */
export function nonFiniteWeight(
  specs: readonly Spec[],
  data: tf.io.WeightData = new ArrayBuffer(0),
): string | undefined {
  const buffer = tf.io.CompositeArrayBuffer.join(data);
  const bad = weightRanges(specs, buffer).find(({ spec, start, end }) => {
    const length = buffer.byteLength;
    return !isFinite(spec, buffer, Math.min(start, length), Math.min(end, length));
  });
  return bad?.spec.name;
}

function isFinite({ dtype, quantization }: Spec, buffer: ArrayBuffer, start: number, end: number): boolean {
  if (dtype !== 'float32') return true;
  if (!quantization) return !hasExponent(wordsOf(Uint32Array, buffer, start, end), 0x7f800000);
  if (quantization.dtype === 'float16') {
    return !hasExponent(wordsOf(Uint16Array, buffer, start, end), 0x7c00);
  }
  // tfjs computes value · scale + min.
  const { scale = 1, min = 0, dtype: stored } = quantization;
  const greatest = stored === 'uint8' ? 0xff : 0xffff;
  return [min, scale, min + scale * greatest].every((value) => Number.isFinite(Math.fround(value)));
}

/** Whether a floating-point number has all exponent bits set, as only NaN and infinity have. */
function hasExponent(words: Uint32Array | Uint16Array, exponent: number): boolean {
  // A loop is several times as fast as `some`, and every save checks all weights.
  for (let i = 0; i < words.length; i++) if (((words[i] ?? 0) & exponent) === exponent) return true;
  return false;
}

function wordsOf<Words>(
  Type: { BYTES_PER_ELEMENT: number; new (buffer: ArrayBuffer, offset: number, length: number): Words },
  buffer: ArrayBuffer,
  start: number,
  end: number,
): Words {
  const length = Math.floor((end - start) / Type.BYTES_PER_ELEMENT);
  // A typed array must start at a multiple of its element size; a weight after booleans may not.
  return start % Type.BYTES_PER_ELEMENT === 0
    ? new Type(buffer, start, length)
    : new Type(buffer.slice(start, end), 0, length);
}
