import { paperSpec, seedSpec, withInputShape } from '@nin/blocks';
import { expect, test } from 'vitest';
import { headCosts, idleWeights, lastBlockInput } from '../../src/lecture/last-block';

test('endings of the paper’s network', () => {
  // 8×8×192 = 12,288 numbers reach the last block.
  expect(headCosts(paperSpec)).toEqual({
    map: [8, 8, 192],
    classes: 10,
    averaging: 331_968 + 37_056 + 1_930,
    dense: 122_890,
    hidden: 12_288 * 4096 + 4096 + 40_960 + 10,
  });
});

test('a network of one block gets the image itself', () => {
  expect(lastBlockInput({ ...paperSpec, blocks: paperSpec.blocks.slice(0, 1) })).toEqual([32, 32, 3]);
});

test('at 32×32 only the centre of the lecture’s last kernels sees the image; at 1024×1024 every weight does', () => {
  expect(idleWeights(seedSpec)).toBe(163_840);
  expect(idleWeights(withInputShape(seedSpec, [1024, 1024, 3]))).toBe(0);
});
