import '@tensorflow/tfjs-backend-cpu';
import { lectureSpec, profile, withWidth } from '@nin/blocks';
import { expect, test } from 'vitest';
import { convolutionsOf } from '../src/measure/measure-layers';

test('the convolutions of a network are found, each geometry once', () => {
  const spec = withWidth(lectureSpec, 1 / 32);
  const found = convolutionsOf(spec);
  expect(found.map(({ layers }) => layers.length)).toEqual([1, 3, 1, 3, 1, 3, 1, 3]);
  // 384 / 32 = 12 filters; 32 pixels at steps of 3 are 11 places; 11 · 11 · 7 · 7 · 3 · 12.
  expect(found[0]).toEqual({
    layers: ['block1/conv'],
    input: [32, 32, 3],
    filter: [7, 7, 3, 12],
    output: [11, 11, 12],
    stride: 3,
    macs: 213_444,
    isFirst: true,
  });
  expect(found[1]).toMatchObject({ layers: ['block1/mlp1', 'block1/mlp2', 'block1/mlp3'], isFirst: false });
  const macs = found.reduce((sum, convolution) => sum + convolution.macs * convolution.layers.length, 0);
  expect(macs).toBe(profile(spec).totals.macs);
});
