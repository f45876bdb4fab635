import type * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { nonFiniteWeight } from '../src/finite-weights';

const floats = (name: string, length: number): tf.io.WeightsManifestEntry => ({
  name,
  shape: [length],
  dtype: 'float32',
});

function joined(...parts: (Uint8Array | Float32Array | Uint16Array | Int32Array)[]): ArrayBuffer {
  return Uint8Array.from(parts.flatMap((part) => [...new Uint8Array(part.slice().buffer)])).buffer;
}

describe('nonFiniteWeight', () => {
  test('names the first weight that holds NaN or an infinity', () => {
    const specs = [floats('a', 2), floats('b', 3), floats('c', 1)];
    const values = [1, -0, 3.4028234663852886e38, 1e-45, 0, -1];
    expect(nonFiniteWeight(specs, Float32Array.from(values).buffer)).toBeUndefined();
    for (const bad of [NaN, Infinity, -Infinity]) {
      for (const [i, name] of ['a', 'a', 'b', 'b', 'b', 'c'].entries()) {
        expect(nonFiniteWeight(specs, Float32Array.from(values.with(i, bad)).buffer)).toBe(name);
      }
    }
    expect(nonFiniteWeight(specs, Float32Array.of(0, 0, 0, NaN, 0, NaN).buffer)).toBe('b');
  });

  test('knows NaN by its exponent alone, whatever its sign and payload', () => {
    for (const bits of [0x7f800001, 0x7fc00000, 0xffffffff, 0xff800000]) {
      expect(nonFiniteWeight([floats('a', 1)], Uint32Array.of(bits).buffer)).toBe('a');
    }
    expect(nonFiniteWeight([floats('a', 1)], Uint32Array.of(0x7f7fffff).buffer)).toBeUndefined();
  });

  test('takes data in several buffers, whose borders need not be those of the weights', () => {
    const whole = Float32Array.of(1, 2, Infinity, 4).buffer;
    const parts = [whole.slice(0, 3), whole.slice(3, 9), whole.slice(9)];
    expect(nonFiniteWeight([floats('a', 2), floats('b', 2)], parts)).toBe('b');
  });

  test('finds its way past booleans, whole numbers and strings', () => {
    const specs: tf.io.WeightsManifestEntry[] = [
      { name: 'flags', shape: [3], dtype: 'bool' },
      { name: 'counts', shape: [1], dtype: 'int32' },
      { name: 'words', shape: [2], dtype: 'string' },
      floats('scalar', 1),
    ];
    const before = [
      Uint8Array.of(1, 0, 1),
      Int32Array.of(0x7fc00000),
      Uint8Array.of(1, 0, 0, 0, 65, 0, 0, 0, 0),
    ];
    expect(nonFiniteWeight(specs, joined(...before, Float32Array.of(1)))).toBeUndefined();
    expect(nonFiniteWeight(specs, joined(...before, Float32Array.of(NaN)))).toBe('scalar');
  });

  test('reads what is quantized as tfjs does', () => {
    const half = (bits: number) =>
      nonFiniteWeight(
        [{ name: 'half', shape: [1], dtype: 'float32', quantization: { dtype: 'float16' } }],
        Uint16Array.of(bits).buffer,
      );
    // 65504, the greatest half; infinity; NaN.
    expect([0x7bff, 0x7c00, 0xfe00].map(half)).toEqual([undefined, 'half', 'half']);
    const byte = (scale: number, min: number) =>
      nonFiniteWeight(
        [{ name: 'byte', shape: [1], dtype: 'float32', quantization: { dtype: 'uint8', scale, min } }],
        Uint8Array.of(255).buffer,
      );
    expect(byte(0.1, -3)).toBeUndefined();
    expect(byte(NaN, 0)).toBe('byte');
    expect(byte(1e38, 0)).toBe('byte');
  });

  test('has nothing against no weights', () => {
    expect(nonFiniteWeight([], undefined)).toBeUndefined();
  });
});
