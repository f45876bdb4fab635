import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { expectNoLeak, randomValues } from '@nin/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { describeOnWasm } from './on-wasm';
import { expectSameBits } from './same-bits';

const count = 1003;

/** All orders of some things. */
function ordersOf<T>(things: readonly T[]): T[][] {
  if (things.length === 0) return [[]];
  return things.flatMap((first, i) => ordersOf(things.toSpliced(i, 1)).map((rest) => [first, ...rest]));
}

/** A tensor, and others over its values: a copy, a cast that changes nothing, and a copy of the copy. */
function family(values: Float32Array): Record<string, tf.Tensor> {
  const source = tf.tensor1d(values);
  const copy = tf.clone(source);
  return { source, copy, cast: tf.cast(source, 'float32'), copyOfCopy: tf.clone(copy) };
}

describeOnWasm('copies of a tensor', () => {
  afterEach(() => tf.setBackend('wasm'));

  test('use no extra memory', () => {
    const values = randomValues(count, 1);
    const before = tf.memory().numDataBuffers;
    const tensors = family(values);
    expect(tf.memory().numDataBuffers).toBe(before + 1);
    tf.dispose(tensors);
    expect(tf.memory().numDataBuffers).toBe(before);
  });

  describe('keep their values while others are freed', () => {
    const orders = ordersOf(['source', 'copy', 'cast', 'copyOfCopy']);
    test.each(orders.map((order) => [order.join(', ')]))('in the order %s', async (order) => {
      const values = randomValues(count, 1);
      const before = tf.memory().numDataBuffers;
      await expectNoLeak(() => {
        const tensors = family(values);
        const fresh: tf.Tensor[] = [];
        const left = order.split(', ');
        for (const name of order.split(', ')) {
          tensors[name].dispose();
          left.shift();
          // These would reuse freed memory.
          for (let i = 0; i < 3; i++) fresh.push(tf.fill([count], 99));
          for (const other of left) expectSameBits(tensors[other].dataSync<'float32'>(), values);
        }
        tf.dispose(fresh);
      });
      expect(tf.memory().numDataBuffers).toBe(before);
    });
  });

  test('assigning to a variable does not change its copies', async () => {
    const values = randomValues(count, 2);
    await expectNoLeak(() => {
      const variable = tf.tidy(() => tf.variable(tf.tensor1d(values)));
      const copy = tf.clone(variable);
      for (let step = 0; step < 3; step++) tf.tidy(() => variable.assign(tf.fill([count], step)));
      expectSameBits(copy.dataSync<'float32'>(), values);
      expect(variable.dataSync()[count - 1]).toBe(2);
      tf.dispose([variable, copy]);
    });
  });

  test('a copy outlives the tidy scope of its source', async () => {
    const values = randomValues(count, 3);
    await expectNoLeak(() => {
      const copy = tf.tidy(() => tf.clone(tf.tensor1d(values)));
      const fresh = tf.fill([count], 99);
      expectSameBits(copy.dataSync<'float32'>(), values);
      tf.dispose([copy, fresh]);
    });
  });

  test('source and copy move to another backend and back', async () => {
    const values = randomValues(count, 4);
    await expectNoLeak(async () => {
      const source = tf.tensor1d(values);
      const copy = tf.clone(source);
      await tf.setBackend('cpu');
      const sum = tf.add(copy, 0);
      source.dispose();
      expectSameBits(sum.dataSync<'float32'>(), values);
      await tf.setBackend('wasm');
      const product = tf.mul(copy, 1);
      expectSameBits(product.dataSync<'float32'>(), values);
      tf.dispose([copy, sum, product]);
    });
  });

  test('gradients pass through copies and casts', async () => {
    await expectNoLeak(() => {
      const gradient = tf.tidy(() => {
        // (x · x)′ = 2x, each factor another tensor over the same values.
        const square = (x: tf.Tensor) => tf.mul(tf.clone(x), tf.cast(x, 'float32'));
        return tf
          .grad(square)(tf.tensor1d([3, -1.5, 0]))
          .dataSync();
      });
      expect(Array.from(gradient)).toEqual([6, -3, 0]);
    });
  });

  test('casts to other types use the stock kernel', async () => {
    await expectNoLeak(() =>
      tf.tidy(() => {
        const x = tf.tensor1d([1.5, -2.5, 0]);
        expect(Array.from(tf.cast(x, 'int32').dataSync())).toEqual([1, -2, 0]);
        const whole = tf.tensor1d([7, 8], 'int32');
        expect(Array.from(tf.cast(whole, 'float32').dataSync())).toEqual([7, 8]);
        expect(tf.clone(whole).dtype).toBe('int32');
        expect(Array.from(tf.clone(whole).dataSync())).toEqual([7, 8]);
      }),
    );
  });

  test('strings can be copied', async () => {
    await expectNoLeak(() => {
      const source = tf.tensor1d(['a', 'bc']);
      const copy = tf.clone(source);
      source.dispose();
      expect(copy.dataSync<'string'>()).toEqual(['a', 'bc']);
      copy.dispose();
    });
  });
});
