import * as tf from '@tensorflow/tfjs-core';
import { expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { expect } from 'vitest';
import { matrixProduct } from '../src/self-check/reference-matmul';

/** A product of `batches` matrices `[rows, terms] · [terms, columns]`, each factor transposed in memory or not. */
export interface MatMulCase {
  rows: number;
  terms: number;
  columns: number;
  transposeA?: boolean;
  transposeB?: boolean;
  /** The axes before the matrix, of each factor. Default none. */
  batchA?: number[];
  batchB?: number[];
}

/** Returns the title of a test. */
export function matMulTitle(one: MatMulCase): string {
  const { rows, terms, columns, transposeA, transposeB, batchA = [], batchB = [] } = one;
  const factor = (batch: number[], sizes: number[], transposed: boolean | undefined) =>
    `[${[...batch, ...sizes]}]${transposed ? 'ᵀ' : ''}`;
  return `${factor(batchA, [rows, terms], transposeA)} · ${factor(batchB, [terms, columns], transposeB)}`;
}

/** A factor's values in matrix order, and in memory order. */
export interface Factor {
  matrices: Float32Array[];
  stored: Float32Array;
  shape: number[];
}

/** Random matrices `[rows, columns]`, stored row by row, or column by column if transposed. */
export function randomFactor(
  rows: number,
  columns: number,
  batch: number[],
  transposed: boolean,
  seed: number,
): Factor {
  const size = rows * columns;
  const stored = randomValues(tf.util.sizeFromShape(batch) * size, seed);
  const matrices = Array.from({ length: tf.util.sizeFromShape(batch) }, (_, i) => {
    const one = stored.subarray(i * size, (i + 1) * size);
    if (!transposed) return one;
    return one.map((_, at) => one[(at % columns) * rows + Math.floor(at / columns)]);
  });
  return { matrices, stored, shape: [...batch, ...(transposed ? [columns, rows] : [rows, columns])] };
}

/** Expects a product on the current backend to agree with the float64 reference. */
export async function checkMatMul(one: MatMulCase): Promise<void> {
  const { rows, terms, columns, transposeA = false, transposeB = false, batchA = [], batchB = [] } = one;
  const a = randomFactor(rows, terms, batchA, transposeA, 1);
  const b = randomFactor(terms, columns, batchB, transposeB, 2);
  const batches = Math.max(a.matrices.length, b.matrices.length);
  const size = rows * columns;
  const expected = new Float64Array(batches * size);
  for (let i = 0; i < batches; i++) {
    const left = a.matrices[i % a.matrices.length];
    const right = b.matrices[i % b.matrices.length];
    expected.set(matrixProduct(left, right, rows, terms, columns), i * size);
  }
  await expectNoLeak(async () => {
    const product = tf.tidy(() =>
      tf.matMul(tf.tensor(a.stored, a.shape), tf.tensor(b.stored, b.shape), transposeA, transposeB),
    );
    expect(product.shape.slice(-2)).toEqual([rows, columns]);
    expectClose(await product.data(), expected);
    product.dispose();
  });
}
