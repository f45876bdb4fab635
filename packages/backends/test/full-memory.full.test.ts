import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { OutOfMemoryError, selectBackend } from '../src/index.node';

/** Reads the first number through a tensor of size one. */
function firstOf(x: tf.Tensor): number {
  return tf.tidy(() => tf.slice(tf.reshape(x, [-1]), 0, 1).dataSync()[0]);
}

// Uses 4 GB of physical memory.
test.each([1, 2])(
  'large results that are kept until memory is full change no tensor, on %i threads',
  async (threads) => {
    await selectBackend('wasm', { threads });
    const image = tf.tidy(() => tf.reshape<tf.Rank.R4>(tf.fill([2 ** 24], 3), [1, 4096, 4096, 1]));
    const filter = tf.ones<tf.Rank.R4>([3, 3, 1, 1]);
    tf.relu(image).dispose();
    const block = tf.fill([2 ** 26], 1);
    const kept: { tensor: tf.Tensor; first: number }[] = [];
    const keep = (count: number, first: number, make: () => tf.Tensor) => {
      for (let i = 0; i < count; i++) {
        const tensor = make();
        kept.push({ tensor, first });
        expect(firstOf(tensor)).toBe(first);
      }
    };
    const before = tf.memory();
    expect(() => keep(20, -1, () => tf.neg(block))).toThrow(OutOfMemoryError);
    expect(() => keep(12, 3, () => tf.relu(image))).toThrow(OutOfMemoryError);
    expect(kept.length).toBeGreaterThan(12);

    expect([...filter.dataSync()]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1]);
    for (const { tensor, first } of kept) {
      const values = tensor.dataSync();
      expect(values.every((value) => value === first)).toBe(true);
    }
    tf.dispose(kept.map(({ tensor }) => tensor));
    expect(tf.memory()).toEqual(before);
    block.dispose();
    // Nine threes in the middle of the image, four in a corner.
    const sums = tf.tidy(() => {
      const y = tf.conv2d(image, filter, 1, 'same');
      return [...tf.slice(y, [0, 0, 0, 0], [1, 2, 2, 1]).dataSync()];
    });
    expect(sums).toEqual([12, 18, 18, 27]);
    tf.dispose([image, filter]);
  },
);
