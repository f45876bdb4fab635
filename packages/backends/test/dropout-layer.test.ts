import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { describeOnWasm } from './on-wasm';
import { expectSameBits } from './same-bits';

/** More than two chunks of the threads, and not a multiple of the vector size. */
const count = 3 * 16_384 + 5;

/** Returns the layer's output for `values` in training. */
async function dropped(values: Float32Array, rate: number, seed?: number): Promise<Float32Array> {
  return expectNoLeak(async () => {
    const layer = layers.dropout({ rate, seed });
    const x = tf.tensor1d(values);
    const y = layer.apply(x, { training: true }) as tf.Tensor;
    const output = await y.data<'float32'>();
    tf.dispose([x, y]);
    layer.dispose();
    return output;
  });
}

/** 1 where a value is kept. */
async function keptPlaces(rate: number, seed: number, length = count): Promise<Float32Array> {
  const output = await dropped(new Float32Array(length).fill(1), rate, seed);
  return output.map((value) => (value === 0 ? 0 : 1));
}

/** Returns the correlation of a mask with another mask that is shifted by some elements. */
function correlation(first: Float32Array, second: Float32Array, shift: number): number {
  const n = first.length - Math.abs(shift);
  const [a, b] = shift >= 0 ? [first, second.subarray(shift)] : [first.subarray(-shift), second];
  let [sumA, sumB, both] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    sumA += a[i];
    sumB += b[i];
    both += a[i] * b[i];
  }
  const [meanA, meanB] = [sumA / n, sumB / n];
  return (both / n - meanA * meanB) / Math.sqrt(meanA * (1 - meanA) * meanB * (1 - meanB));
}

describeOnWasm('the layer dropout', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test('uses the training kernel in training', async () => {
    const kernel = vi.spyOn(tf.getKernel('SeededDropout', 'wasm'), 'kernelFunc');
    await dropped(new Float32Array(9), 0.5, 1);
    expect(kernel).toHaveBeenCalledTimes(1);
  });

  test.each([0.01, 0.1, 0.25, 0.5, 0.7, 0.99])('drops a fraction of %s and scales the rest', async (rate) => {
    const values = randomValues(count, 1).map((value) => 2 + value);
    // The standard deviation of the fraction of `count` independent choices; five of them occur once in 1.7 million.
    const deviation = Math.sqrt((rate * (1 - rate)) / count);
    for (const seed of [0, 1, 2, 12_345, 2 ** 31, 2 ** 32 - 1]) {
      const output = await dropped(values, rate, seed);
      const share = output.filter((value) => value === 0).length / count;
      expect(Math.abs(share - rate)).toBeLessThan(5 * deviation);
      expectClose(
        output,
        values.map((value, at) => (output[at] === 0 ? 0 : value / (1 - rate))),
        1e-6,
      );
    }
  });

  test('the same seed drops the same elements for any values and any size', async () => {
    const places = await keptPlaces(0.4, 7);
    expectSameBits(await keptPlaces(0.4, 7), places);
    const output = await dropped(
      randomValues(count, 3).map((value) => 2 + value),
      0.4,
      7,
    );
    expectSameBits(
      output.map((value) => (value === 0 ? 0 : 1)),
      places,
    );
    for (const length of [1, 2, 3, 4, 5, 7, 16_383, 16_385, 32_770])
      expectSameBits(await keptPlaces(0.4, 7, length), places.subarray(0, length));
  });

  describe('random elements', () => {
    // The correlation of independent masks has a standard deviation of 1 / √count.
    const bound = 5 / Math.sqrt(count - 16);
    const shifts = Array.from({ length: 33 }, (_, i) => i - 16);

    test.each([
      [0, 1],
      [1, 2],
      [7, 8],
      [41, 42],
      [1, 0x1_0001],
      [3, 0x8000_0003],
      [1000, 1004],
      [123_456_789, 123_456_790],
      [2 ** 32 - 1, 0],
    ])('of the seeds %i and %i have nothing in common, shifted or not', async (first, second) => {
      const [a, b] = [await keptPlaces(0.5, first), await keptPlaces(0.5, second)];
      for (const shift of shifts) expect(Math.abs(correlation(a, b, shift))).toBeLessThan(bound);
    });

    test.each([0, 1, 5, 99])('of seed %i are independent of the previous elements', async (seed) => {
      const places = await keptPlaces(0.5, seed);
      for (const shift of [...shifts.filter((one) => one > 0), 64, 1000, 16_384])
        expect(Math.abs(correlation(places, places, shift))).toBeLessThan(5 / Math.sqrt(count - shift));
    });

    test('are equally frequent in each lane of a vector', async () => {
      const places = await keptPlaces(0.5, 11);
      for (let lane = 0; lane < 8; lane++) {
        const inLane = places.filter((_, at) => at % 8 === lane);
        const share = inLane.reduce((sum, kept) => sum + kept, 0) / inLane.length;
        expect(Math.abs(share - 0.5)).toBeLessThan((5 * 0.5) / Math.sqrt(inLane.length));
      }
    });
  });

  test.each([undefined, 5])('the gradient drops the same elements, seed %s', async (seed) => {
    await expectNoLeak(async () => {
      const layer = layers.dropout({ rate: 0.3, seed });
      const dy = randomValues(1003, 2);
      const results = tf.tidy(() => {
        const { value, grad } = tf.valueAndGrad(
          (x: tf.Tensor) => layer.apply(x, { training: true }) as tf.Tensor,
        )(tf.ones([1003]), tf.tensor1d(dy));
        return [value, grad];
      });
      const [output, gradient] = await Promise.all(results.map((tensor) => tensor.data()));
      expect(output.some((value) => value === 0)).toBe(true);
      // For ones the output is the factor of each element.
      expectClose(
        gradient,
        dy.map((value, at) => value * output[at]),
        1e-6,
      );
      expect(Array.from(gradient, (value) => value === 0)).toEqual(
        Array.from(output, (value) => value === 0),
      );
      tf.dispose(results);
      layer.dispose();
    });
  });

  test('without a seed each call drops different elements', async () => {
    const ones = new Float32Array(1000).fill(1);
    expect(await dropped(ones, 0.5)).not.toEqual(await dropped(ones, 0.5));
  });

  test('in inference, and with rate 0, nothing is dropped', async () => {
    const values = randomValues(37, 4);
    expect(await dropped(values, 0, 1)).toEqual(values);
    await expectNoLeak(() => {
      const layer = layers.dropout({ rate: 0.5, seed: 1 });
      tf.tidy(() => {
        for (const options of [{}, { training: false }]) {
          const y = layer.apply(tf.tensor1d(values), options) as tf.Tensor;
          expect(y.dataSync()).toEqual(values);
        }
      });
      layer.dispose();
    });
  });

  test('with a noise shape uses the stock layer, which drops whole rows', async () => {
    const kernel = vi.spyOn(tf.getKernel('SeededDropout', 'wasm'), 'kernelFunc');
    await expectNoLeak(() => {
      const layer = layers.dropout({ rate: 0.5, seed: 1, noiseShape: [40, 1] });
      tf.tidy(() => {
        const y = layer.apply(tf.ones([40, 3]), { training: true }) as tf.Tensor;
        for (const row of y.arraySync() as number[][]) expect(new Set(row).size).toBe(1);
      });
      layer.dispose();
    });
    expect(kernel).not.toHaveBeenCalled();
  });
});
