import * as tf from '@tensorflow/tfjs-core';
import { expectNoLeak } from '@nin/testing';

type Triple = [number, number, number];

/** Windows over volumes. */
export interface VolumeCase {
  /** Batch, depth, height, width, channels. */
  input: [number, number, number, number, number];
  window: Triple;
  strides: Triple;
  /** A number is the number of voxels on each side. */
  pad: 'valid' | 'same' | number;
}

interface Line {
  size: number;
  taps: number;
  stride: number;
}

/** Positions along one axis, padded as in TensorFlow: the odd pixel of `same` is at the end. */
function positions({ size, taps, stride }: Line, pad: VolumeCase['pad']): { out: number; before: number } {
  if (pad === 'same') {
    const out = Math.ceil(size / stride);
    return { out, before: Math.floor(Math.max(0, (out - 1) * stride + taps - size) / 2) };
  }
  const before = pad === 'valid' ? 0 : pad;
  return { out: Math.floor((size + 2 * before - taps) / stride) + 1, before };
}

function geometry({ input, window, strides, pad }: VolumeCase) {
  const sizes = [0, 1, 2].map((axis) =>
    positions({ size: input[axis + 1], taps: window[axis], stride: strides[axis] }, pad),
  );
  return { out: sizes.map((size) => size.out), before: sizes.map((size) => size.before) };
}

/** Batch, depth, height and width of the result. */
export function outShape(one: VolumeCase): number[] {
  return [one.input[0], ...geometry(one).out];
}

/**
 * Every size from 2 to 5, window from 1 to 3 and stride from 1 to 3 that fit a padding, once along each axis, combined with
 * different values on the other axes.
 */
export function everyVolume(pad: 'valid' | 'same'): VolumeCase[] {
  const lines = [2, 3, 4, 5].flatMap((size) =>
    [1, 2, 3].flatMap((taps) => [1, 2, 3].map((stride): Line => ({ size, taps, stride }))),
  );
  const fitting = lines.filter((line) => positions(line, pad).out > 0);
  return fitting.map((line, index) => {
    const [next, third] = [7, 19].map((ahead) => fitting[(index + ahead) % fitting.length]);
    const three = (field: keyof Line): Triple => [line[field], next[field], third[field]];
    return {
      input: [1 + (index % 2), ...three('size'), 1 + (index % 3)],
      window: three('taps'),
      strides: three('stride'),
      pad,
    };
  });
}

/** Calls `visit` for each position of the window and each of its taps that meets a voxel, in order. */
export function eachTap(
  one: VolumeCase,
  visit: (position: number, voxel: number, tap: number) => void,
): void {
  const { input, window, strides } = one;
  const { out, before } = geometry(one);
  const count = (sizes: number[]) => sizes.reduce((product, size) => product * size, 1);
  const digits = (index: number, sizes: number[]) => {
    const [, b, c] = sizes;
    return [Math.floor(index / b / c), Math.floor(index / c) % b, index % c];
  };
  for (let n = 0; n < input[0]; n++)
    for (let p = 0; p < count(out); p++)
      for (let t = 0; t < count(window); t++) {
        const taps = digits(t, window);
        const at = digits(p, out).map((place, axis) => place * strides[axis] + taps[axis] - before[axis]);
        if (at.some((place, axis) => place < 0 || place >= input[axis + 1])) continue;
        const voxel = at.reduce((index, place, axis) => index * input[axis + 1] + place, n);
        visit(n * count(out) + p, voxel, t);
      }
}

/** Reads the values of tensors and disposes of the tensors. */
export async function computed(work: () => tf.Tensor[]): Promise<Float32Array[]> {
  return expectNoLeak(async () => {
    const results = tf.tidy(work);
    const values = await Promise.all(results.map((one) => one.data<'float32'>()));
    tf.dispose(results);
    return values;
  });
}

/** Returns the title of a test. */
export function volumeTitle({ input, window, strides, pad }: VolumeCase): string {
  return `[${input}] under ${window.join('×')} /${strides} ${pad}`;
}
