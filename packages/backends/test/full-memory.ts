import '@tensorflow/tfjs-layers';
import '@tensorflow/tfjs-backend-cpu';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OutOfMemoryError } from '../src/index.node';

const backend = () => tf.backend() as BackendWasm;
const state = () => ({ ...tf.memory(), data: backend().numDataIds() });

/**
 * Allocates all memory but `room` bytes. The tensors are never written, and untouched pages need no physical memory.
 */
export function fillMemory(room = 0): tf.Tensor[] {
  const make = (size: number) =>
    tf.engine().makeTensorFromTensorInfo(backend().makeOutput([size], 'float32'));
  const spare = room > 0 ? make(room / 4) : undefined;
  const filler: tf.Tensor[] = [];
  for (let size = 2 ** 28; size >= 2 ** 8; size /= 2) {
    try {
      for (;;) filler.push(make(size));
    } catch (error) {
      expect(error).toBeInstanceOf(OutOfMemoryError);
    }
  }
  spare?.dispose();
  return filler;
}

/** Calls `work`, which must run out of memory, and must leak nothing that a tidy program would dispose of. */
function expectFull(work: () => unknown): OutOfMemoryError {
  const before = state();
  try {
    tf.tidy(() => void work());
  } catch (error) {
    expect(state()).toEqual(before);
    expect(error).toBeInstanceOf(OutOfMemoryError);
    return error as OutOfMemoryError;
  }
  throw new Error('it found memory');
}

/** Registers tests for the wasm backend that is current when they run. */
export function describeFullMemory(title: string, { kernels }: { kernels: boolean }): void {
  describe(title, () => {
    let filler: tf.Tensor[] = [];
    let before: ReturnType<typeof state>;
    beforeEach(() => {
      before = state();
    });
    afterEach(() => {
      tf.dispose(filler);
      expect(state()).toEqual(before);
    });

    test('an allocation that does not fit throws with its size and changes no tensor', () => {
      const living = [
        tf.fill([1000], 3),
        tf.range(0, 5000, 1, 'int32'),
        tf.tensor1d([true, false, true], 'bool'),
        tf.ones([3, 3, 128, 2048]),
        tf.ones([1, 4, 4, 128]),
      ];
      const [threes, numbers, flags, filters, images] = living as [
        tf.Tensor,
        tf.Tensor,
        tf.Tensor,
        tf.Tensor4D,
        tf.Tensor4D,
      ];
      const expectUnchanged = () => {
        expect(threes.dataSync().every((value) => value === 3)).toBe(true);
        expect(numbers.dataSync().every((value, i) => value === i)).toBe(true);
        expect([...flags.dataSync()]).toEqual([1, 0, 1]);
        expect(filters.dataSync().every((value) => value === 1)).toBe(true);
        expect(images.dataSync().every((value) => value === 1)).toBe(true);
      };
      filler = fillMemory(2 ** 20);
      const error = expectFull(() => tf.fill([2 ** 20], 7));
      expect(error).toBeInstanceOf(RangeError);
      expect(error).toMatchObject({
        name: 'OutOfMemoryError',
        requested: 2 ** 22,
        inUse: tf.memory().numBytes,
        limit: 2 ** 32 - 2 ** 27,
      });
      expect(error.message).toBe(
        `wasm: out of memory: another 4.0 MiB does not fit beside ${(tf.memory().numBytes / 2 ** 20).toFixed()} MiB of ` +
          'tensors (WebAssembly allows 3968 MiB in total); use a smaller batch, or dispose of unused tensors (tf.tidy, ' +
          'tf.dispose)',
      );
      expectUnchanged();
      // Values from JavaScript, an element-wise kernel, scratch beside a small result, and results one after another.
      expectFull(() => tf.tensor1d(new Float32Array(2 ** 20)));
      expectFull(() => tf.neg(filters));
      if (kernels) expectFull(() => tf.conv2d(images, filters, 1, 'same'));
      expectFull(() => tf.split(tf.reshape(filters, [3, -1]), 3));
      expectFull(() => tf.sum(tf.transpose(filters), [0, 1]));
      expectUnchanged();

      tf.dispose(filler);
      // 9 · 128 ones in the middle of the image, and 4 · 128 in a corner.
      if (kernels) {
        const sums = tf.tidy(() => tf.conv2d(images, filters, 1, 'same').dataSync());
        expect([sums[0], sums[2048 * 5]]).toEqual([512, 1152]);
      }
      expect(tf.tidy(() => tf.sum(tf.neg(numbers)).dataSync()[0])).toBe((-4999 * 5000) / 2);
      expectUnchanged();
      tf.dispose(living);
    });

    test('sizes from 4 GiB on do not wrap around', () => {
      expect(expectFull(() => tf.fill([2 ** 30], 1)).requested).toBe(2 ** 32);
      expect(expectFull(() => tf.fill([2 ** 30 + 1], 1)).requested).toBe(2 ** 32 + 4);
      expectFull(() => tf.fill([2 ** 31], 1));
    });

    test('no block overlaps another near the end of the address space', () => {
      // Blocks of a size that would fit only in the last gap if addresses wrapped around in 32 bits.
      filler = fillMemory(2 ** 24);
      for (const bytes of [2 ** 27, 2 ** 28, 2 ** 29, 2 ** 30, 3 * 2 ** 30]) {
        expectFull(() => tf.fill([bytes / 4], 1));
      }
    });

    test('a gradient that fails in the forward or backward pass releases its saved tensors', () => {
      const x = tf.zeros([2 ** 20]);
      filler = fillMemory(2 ** 26);
      const outcomes = new Set<string>();
      // Each operation keeps 4 MiB.
      for (let length = 1; length <= 24; length++) {
        let there = false;
        const gradient = tf.grad((value) => {
          let y = value;
          for (let i = 0; i < length; i++) y = tf.sinh(y);
          there = true;
          return y;
        });
        const held = state();
        try {
          tf.tidy(() => {
            // sinh 0 is 0, and its derivative there is cosh 0 = 1.
            expect(
              gradient(x)
                .dataSync()
                .every((value) => value === 1),
            ).toBe(true);
          });
          outcomes.add('done');
        } catch (error) {
          expect(error).toBeInstanceOf(OutOfMemoryError);
          outcomes.add(there ? 'back' : 'there');
        }
        expect(state()).toEqual(held);
      }
      expect([...outcomes].sort()).toEqual(['back', 'done', 'there']);
      x.dispose();
    });

    test('a program can catch the error inside a gradient and continue', () => {
      const x = tf.tensor1d([1, 2, 3]);
      filler = fillMemory(2 ** 16);
      const gradient = tf.grad((value) => {
        const square = tf.square(value);
        expect(() => tf.fill([2 ** 24], 1)).toThrow(OutOfMemoryError);
        return tf.sum(square);
      });
      expect([...tf.tidy(() => gradient(x).dataSync())]).toEqual([2, 4, 6]);
      x.dispose();
    });

    test('a tensor that does not fit stays on its other backend', async () => {
      await tf.setBackend('cpu');
      const x = tf.range(0, 2 ** 20);
      await tf.setBackend('wasm');
      filler = fillMemory(2 ** 20);
      expectFull(() => tf.neg(x));
      expect(x.dataSync().every((value, i) => value === i)).toBe(true);
      tf.dispose(filler);
      expect(tf.tidy(() => tf.neg(x).dataSync())[5]).toBe(-5);
      x.dispose();
    });

    test('a stock kernel that aborts without memory can be used again', () => {
      const x = tf.tidy(() => tf.reshape(tf.range(0, 2 ** 22), [1, 2 ** 22]));
      filler = fillMemory(2 ** 16);
      const error = expectFull(() => tf.topk(x, 2));
      expect(error.message).toMatch(/^wasm: out of memory: the scratch memory of a tfjs kernel does not fit/);
      expect(error.requested).toBeUndefined();
      tf.dispose(filler);
      expect([...tf.tidy(() => tf.topk(x, 2).values.dataSync())]).toEqual([2 ** 22 - 1, 2 ** 22 - 2]);
      x.dispose();
    });

    test('an XNNPACK operator whose setup failed throws instead of being used', () => {
      const row = tf.ones<tf.Rank.R2>([1, 4096]);
      // 32 MiB, which XNNPACK repacks.
      const weights = tf.ones<tf.Rank.R2>([4096, 2048]);
      filler = fillMemory(2 ** 16);
      expectFull(() => tf.matMul(row, weights));
      tf.dispose(filler);
      const held = state();
      expect(() => tf.matMul(row, weights)).toThrow(
        /^wasm: tfjs ran out of memory when it set up BatchMatMul for these weights, .*restart the backend/,
      );
      expect(state()).toEqual(held);
      const others = tf.add(weights, 1);
      expect(tf.tidy(() => tf.matMul(row, others).dataSync()).every((value) => value === 8192)).toBe(true);
      tf.dispose([row, weights, others]);
    });

    test('a training step after a failed one is correct', () => {
      const w = tf.tidy(() => tf.variable(tf.tensor4d([2], [1, 1, 1, 1])));
      const optimizer = tf.train.sgd(0.25);
      // The loss of n ones is w, and its derivative 1.
      const step = (n: number) =>
        optimizer.minimize(() => {
          const x = tf.ones<tf.Rank.R4>([1, n, 1, 1]);
          return tf.mean(kernels ? tf.conv2d(x, w as tf.Tensor4D, 1, 'same') : tf.mul(x, w));
        });
      step(4);
      const held = state();
      filler = fillMemory(2 ** 23);
      const full = state();
      expect(() => step(2 ** 20)).toThrow(OutOfMemoryError);
      expect(state()).toEqual(full);
      step(8);
      tf.dispose(filler);
      expect(state()).toEqual(held);
      step(2 ** 20);
      expect(w.dataSync()[0]).toBe(2 - 3 / 4);
      optimizer.dispose();
      w.dispose();
    });
  });
}
