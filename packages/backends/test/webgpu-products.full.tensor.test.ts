import * as tf from '@tensorflow/tfjs-core';
import { expectClose, randomValues } from '@nin/testing';
import { expect, test } from 'vitest';
import { matrixProduct } from '../src/self-check/reference-matmul';
import { checkMatMul, matMulTitle, type MatMulCase } from './check-matmul';
import { computed, describeOnBothKinds, describeOnWebgpu, expectNoGpuLeak } from './on-webgpu';

/** Long sums in full and partial slices; results of several tiles; batches, also of one factor only. */
const cases: MatMulCase[] = [
  { rows: 7, terms: 2051, columns: 13 },
  { rows: 40, terms: 2048, columns: 36, transposeA: true },
  { rows: 129, terms: 67, columns: 132, transposeB: true },
  { rows: 260, terms: 20, columns: 3, transposeA: true, transposeB: true },
  { rows: 33, terms: 35, columns: 37, batchA: [3], batchB: [3] },
  { rows: 36, terms: 8, columns: 12, batchA: [1], batchB: [4], transposeB: true },
  { rows: 6, terms: 4, columns: 5, batchA: [2, 3], batchB: [] },
];

describeOnBothKinds('matrix products', () => {
  test.each(cases.map((one) => [matMulTitle(one), one] as const))('%s', (_, one) =>
    expectNoGpuLeak(() => checkMatMul(one)),
  );

  test('are reproducible bit for bit', async () => {
    const [a, b] = [randomValues(30 * 5000, 1), randomValues(5000 * 20, 2)];
    const multiply = () =>
      computed(() => [tf.matMul(tf.tensor2d(a, [30, 5000]), tf.tensor2d(b, [5000, 20]))]);
    const first = await multiply();
    for (let round = 0; round < 5; round++) expect(await multiply()).toEqual(first);
  });
});

describeOnWebgpu('products with a finish', () => {
  const [rows, terms] = [9, 21];
  const activations = {
    linear: (x: number) => x,
    relu: (x: number) => Math.max(0, x),
    // Uses the stock kernel.
    elu: (x: number) => (x > 0 ? x : Math.expm1(x)),
  };
  const finishes = (Object.keys(activations) as (keyof typeof activations)[]).flatMap((activation) =>
    [10, 12].map((columns) => ({ activation, columns })),
  );

  test.each(finishes)('$activation, with a bias, $columns columns', async ({ activation, columns }) => {
    const [a, b] = [randomValues(rows * terms, 1), randomValues(terms * columns, 2)];
    const bias = randomValues(columns, 3);
    const [product] = await computed(() => [
      tf.fused.matMul({
        a: tf.tensor2d(a, [rows, terms]),
        b: tf.tensor2d(b, [terms, columns]),
        bias: tf.tensor1d(bias),
        activation,
      }),
    ]);
    const sums = matrixProduct(a, b, rows, terms, columns);
    expectClose(
      product,
      sums.map((sum, at) => activations[activation](sum + bias[at % columns])),
    );
  });
});
