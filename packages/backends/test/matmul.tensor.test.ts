import { describeEachBackend } from '@nin/testing';
import { test } from 'vitest';
import { checkMatMul, matMulTitle, type MatMulCase } from './check-matmul';
import { randomCases, type CaseSource } from './random-cases';

const orders = [
  { transposeA: false, transposeB: false },
  { transposeA: false, transposeB: true },
  { transposeA: true, transposeB: false },
  { transposeA: true, transposeB: true },
];

const sizes: MatMulCase[] = [
  { rows: 1, terms: 1, columns: 1 },
  { rows: 1, terms: 37, columns: 19 },
  { rows: 2, terms: 5, columns: 1 },
  { rows: 3, terms: 300, columns: 7 },
  { rows: 4, terms: 8, columns: 8 },
  { rows: 5, terms: 9, columns: 17 },
  { rows: 31, terms: 1, columns: 33 },
  { rows: 13, terms: 67, columns: 1 },
];

const batched: MatMulCase[] = [
  { rows: 5, terms: 7, columns: 9, batchA: [3], batchB: [3] },
  { rows: 33, terms: 35, columns: 37, batchA: [3], batchB: [3] },
  { rows: 5, terms: 7, columns: 9, batchA: [2, 3], batchB: [2, 3] },
  { rows: 7, terms: 5, columns: 3, batchA: [4], batchB: [1] },
  { rows: 7, terms: 5, columns: 3, batchA: [1], batchB: [4] },
  { rows: 35, terms: 33, columns: 31, batchA: [1], batchB: [3] },
  { rows: 35, terms: 33, columns: 31, batchA: [3], batchB: [1] },
  { rows: 6, terms: 4, columns: 5, batchA: [3], batchB: [] },
  { rows: 6, terms: 4, columns: 5, batchA: [], batchB: [2, 3] },
];

function randomMatMul({ between, oneOf }: CaseSource): MatMulCase {
  const batch = oneOf([[], [], [between(1, 4)]]);
  return {
    rows: between(1, 40),
    terms: between(1, 120),
    columns: between(1, 40),
    ...oneOf(orders),
    batchA: batch,
    batchB: oneOf([batch, batch.map(() => 1)]),
  };
}

const cases = [
  ...[...sizes, ...batched].flatMap((one) => orders.map((order) => ({ ...one, ...order }))),
  ...randomCases(24, 3, randomMatMul),
];
/** WebGPU compiles a program for most cases, so it gets every third, which includes each order. */
const casesOn = (backend: string) => (backend === 'webgpu' ? cases.filter((_, i) => i % 3 === 0) : cases);

describeEachBackend('matMul', (backend) => {
  test.each(casesOn(backend).map((one) => [matMulTitle(one), one] as const))('%s', (_, one) =>
    checkMatMul(one),
  );
});
