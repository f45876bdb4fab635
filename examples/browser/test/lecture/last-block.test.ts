import { lectureSpec, paperSpec, tinySpec, withClasses, withInputShape } from '@nin/blocks';
import { expect, test } from 'vitest';
import { headCosts, idleWeights, lastBlockInput } from '../../src/lecture/network-facts';

test('endings of the paper’s network', () => {
  // The ten last maps hold 8×8×10 = 640 numbers.
  expect(headCosts(paperSpec)).toEqual({
    map: [8, 8, 10],
    classes: 10,
    averaging: 0,
    dense: 6410,
    hidden: 640 * 4096 + 4096 + 40_960 + 10,
  });
});

test('endings of the small network', () => {
  expect(headCosts(withClasses(tinySpec, 10))).toMatchObject({ map: [4, 4, 10], averaging: 0, dense: 1610 });
});

test('a network of one block gets the image itself', () => {
  expect(lastBlockInput({ ...paperSpec, blocks: paperSpec.blocks.slice(0, 1) })).toEqual([32, 32, 3]);
});

test('at 32×32 only the center of the lecture’s last kernels sees the image; at 1024×1024 every weight does', () => {
  expect(idleWeights(lectureSpec)).toBe(163_840);
  expect(idleWeights(withInputShape(lectureSpec, [1024, 1024, 3]))).toBe(0);
});
