import { test } from 'vitest';
import { checkBatchNorm, checkBatchNormFarFromZero } from './check-batch-norm';
import { describeOnWasm } from './on-wasm';
import { randomCases } from './random-cases';

const shapes = [
  [1, 1],
  [1, 7],
  // Around 64 rows in a block, 256 in a task and 512 from which the sums have parts; up to 16 parts from 4096 on.
  [63, 4],
  [65, 3],
  [257, 9],
  [512, 5],
  [777, 33],
  [4097, 2],
  [5003, 6],
  [3, 31, 29, 17],
  ...randomCases(15, 41, ({ between, oneOf }) =>
    oneOf([
      [between(3, 300), between(1, 41)],
      [between(1, 4), between(2, 13), between(2, 13), between(1, 41)],
    ]),
  ),
].map((shape) => ({ shape }));

describeOnWasm('batch normalization in training', () => {
  test.each(shapes)('of $shape', ({ shape }) => checkBatchNorm(shape));

  test('the variance is accurate for means far from zero', () => checkBatchNormFarFromZero([3001, 5]));
});
