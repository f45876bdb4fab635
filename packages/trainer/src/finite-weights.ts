import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from './shape-size';
import { weightBytes } from './weight-bytes';

type Spec = tf.io.WeightsManifestEntry;

/**
 * Returns the name of the first float32 weight that holds NaN or an infinity; undefined where all are finite.
 *
 * @param specs the weights, in the order of their bytes.
 * @param data the bytes, as long as the specs say.
 */
export function nonFiniteWeight(
  specs: readonly Spec[],
  data: tf.io.WeightData = new ArrayBuffer(0),
): string | undefined {
  const buffer = tf.io.CompositeArrayBuffer.join(data);
  let offset = 0;
  for (const spec of specs) {
    const bytes = weightBytes(spec) ?? stringBytes(new DataView(buffer, offset), sizeOf(spec.shape));
    if (!isFinite(spec, buffer, offset, bytes)) return spec.name;
    offset += bytes;
  }
  return undefined;
}

function isFinite(
  { dtype, quantization }: Spec,
  buffer: ArrayBuffer,
  offset: number,
  bytes: number,
): boolean {
  if (dtype !== 'float32') return true;
  if (!quantization) return !hasExponent(wordsOf(Uint32Array, buffer, offset, bytes), 0x7f800000);
  if (quantization.dtype === 'float16') {
    return !hasExponent(wordsOf(Uint16Array, buffer, offset, bytes), 0x7c00);
  }
  // tfjs computes value · scale + min.
  const { scale = 1, min = 0, dtype: stored } = quantization;
  const greatest = stored === 'uint8' ? 0xff : 0xffff;
  return [min, scale, min + scale * greatest].every((value) => Number.isFinite(Math.fround(value)));
}

/** Whether a floating-point number has all bits of its exponent set, as only NaN and the infinities have. */
function hasExponent(words: Uint32Array | Uint16Array, exponent: number): boolean {
  // A loop of its own: several times as fast as `some`, and every save looks at all weights.
  for (let i = 0; i < words.length; i++) if (((words[i] ?? 0) & exponent) === exponent) return true;
  return false;
}

function wordsOf<Words>(
  Type: { BYTES_PER_ELEMENT: number; new (buffer: ArrayBuffer, offset: number, length: number): Words },
  buffer: ArrayBuffer,
  offset: number,
  bytes: number,
): Words {
  const length = bytes / Type.BYTES_PER_ELEMENT;
  // A typed array must begin at a multiple of its width, which a weight after a few booleans does not.
  return offset % Type.BYTES_PER_ELEMENT === 0
    ? new Type(buffer, offset, length)
    : new Type(buffer.slice(offset, offset + bytes), 0, length);
}

/** Bytes of a number of strings: each is its length in four bytes, then itself. */
function stringBytes(data: DataView, count: number): number {
  let bytes = 0;
  for (let i = 0; i < count; i++) bytes += 4 + data.getUint32(bytes, true);
  return bytes;
}
