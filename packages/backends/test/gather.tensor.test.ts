import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { describeEachBackend, expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { expect, test } from 'vitest';

interface GatherCase {
  shape: number[];
  /** Nested as deep as the tensor of indices. */
  indices: tf.TensorLike;
  axis: number;
  batchDims: number;
}

const cases: GatherCase[] = [
  { shape: [3], indices: [1, 1], axis: 0, batchDims: 0 },
  { shape: [4, 3], indices: [3, 0, 3], axis: 0, batchDims: 0 },
  { shape: [2, 3], indices: [1, 1, 2], axis: 1, batchDims: 0 },
  { shape: [2, 3], indices: [1, 1, 2, 0], axis: -1, batchDims: 0 },
  {
    shape: [2, 4, 3],
    indices: [
      [1, 3],
      [1, 0],
    ],
    axis: 1,
    batchDims: 0,
  },
  { shape: [2, 4, 3], indices: [[[2]], [[2]]], axis: 2, batchDims: 0 },
  {
    shape: [2, 3],
    indices: [
      [1, 1],
      [0, 2],
    ],
    axis: 1,
    batchDims: 1,
  },
  {
    shape: [2, 3, 2],
    indices: [
      [1, 1, 0],
      [0, 2, 2],
    ],
    axis: 1,
    batchDims: 1,
  },
  {
    shape: [2, 2, 3],
    indices: [
      [1, 1],
      [0, 2],
    ],
    axis: 2,
    batchDims: 1,
  },
];

/** Where each gathered number comes from, by the definition: place by place of the result. */
function sources({ shape, indices, axis, batchDims }: GatherCase): number[] {
  const along = (axis + shape.length) % shape.length;
  const picks = [indices].flat(4) as number[];
  const size = (sizes: number[]) => sizes.reduce((product, one) => product * one, 1);
  const batch = size(shape.slice(0, batchDims));
  const outer = size(shape.slice(batchDims, along));
  const inner = size(shape.slice(along + 1));
  const each = picks.length / batch;
  return Array.from({ length: batch * outer * each * inner }, (_, at) => {
    const [k, pick, group] = [at % inner, Math.floor(at / inner) % each, Math.floor(at / inner / each)];
    const index = picks[Math.floor(group / outer) * each + pick];
    return (group * shape[along] + index) * inner + k;
  });
}

describeEachBackend('gather', () => {
  test.each(cases)('from $shape by $indices along $axis, $batchDims batch dimensions', async (one) => {
    const { shape, indices, axis, batchDims } = one;
    const gather = (x: tf.Tensor) => tf.gather(x, tf.tensor(indices, undefined, 'int32'), axis, batchDims);
    await expectNoLeak(async () => {
      const size = tf.util.sizeFromShape(shape);
      const places = tf.tidy(() => gather(tf.reshape(tf.range(0, size), shape)));
      const right = sources(one);
      expect(Array.from(await places.data())).toEqual(right);
      const dy = randomValues(places.size, 1);
      const gradient = tf.tidy(() => tf.grad(gather)(tf.ones(shape), tf.tensor(dy, places.shape)));
      const expected = new Float64Array(size);
      right.forEach((place, i) => (expected[place] += dy[i]));
      expectClose(await gradient.data(), expected);
      tf.dispose([places, gradient]);
    });
  });

  test('of ones counts how often each slice was picked', () =>
    expectNoLeak(async () => {
      const gradient = tf.tidy(() =>
        tf.grad((a) => tf.gather(a, tf.tensor1d([1, 1], 'int32')))(tf.ones([3])),
      );
      expect(Array.from(await gradient.data())).toEqual([0, 2, 0]);
      gradient.dispose();
    }));

  test('the second-order gradient is zero', () =>
    expectNoLeak(async () => {
      const squares = (a: tf.Tensor) => tf.square(tf.gather(a, tf.tensor1d([1, 1], 'int32')));
      // (2 a₁²)′ = 4 a₁, and (4 a₁)′ = 4.
      const curvature = tf.tidy(() => tf.grad((a) => tf.grad(squares)(a))(tf.tensor1d([5, 7, 9])));
      expect(Array.from(await curvature.data())).toEqual([0, 4, 0]);
      curvature.dispose();
    }));

  test('an embedding trains', () =>
    expectNoLeak(async () => {
      const model = sequential({
        layers: [layers.embedding({ inputDim: 4, outputDim: 2, inputLength: 3 }), layers.flatten()],
      });
      tf.tidy(() => model.setWeights([tf.tensor2d([0, 1, 2, 3, 4, 5, 6, 7], [4, 2])]));
      const optimizer = tf.train.sgd(1);
      model.compile({ optimizer, loss: (_truth, output) => tf.sum<tf.Scalar>(output) });
      const [words, truth] = [tf.tensor2d([1, 3, 1], [1, 3]), tf.zeros([1, 6])];
      await model.trainOnBatch(words, truth);
      // One step of size 1 down the number of times each word comes.
      expect(Array.from(await model.getWeights()[0].data())).toEqual([0, 1, 0, 1, 4, 5, 5, 6]);
      tf.dispose([words, truth]);
      optimizer.dispose();
      model.dispose();
    }));
});
