import { test } from 'vitest';
import { checkBatchNorm, checkBatchNormFarFromZero } from './check-batch-norm';
import { describeOnBothKinds, expectNoGpuLeak } from './on-webgpu';

/** One row and one channel; fours of channels and not; around a slab of 16 rows; many slabs. */
const shapes = [
  [1, 1],
  [1, 7],
  [17, 4],
  [15, 3],
  [777, 33],
  [5003, 6],
  [4097, 8],
  [3, 31, 29, 17],
  [2, 5, 7, 36],
];

describeOnBothKinds('batch normalization in training', () => {
  test.each(shapes.map((shape) => ({ shape })))('of $shape', ({ shape }) =>
    expectNoGpuLeak(() => checkBatchNorm(shape)),
  );

  test.each([[3001, 5] as const, [3001, 8] as const])(
    'of [%i, %i] far from zero loses no digits',
    (...shape) => expectNoGpuLeak(() => checkBatchNormFarFromZero([...shape])),
  );
});
