import '@tensorflow/tfjs-backend-cpu';
import { lectureSpec, modernSpec, paperSpec, profile, tinySpec } from '@nin/blocks';
import { expect, test } from 'vitest';
import { torchNetwork } from '../src/bundle/torch-network';

test('layers come with everything that decides their result', () => {
  const { inputShape, layers } = torchNetwork(modernSpec);
  expect(inputShape).toEqual([32, 32, 3]);
  expect(layers.slice(0, 3)).toEqual([
    {
      kind: 'Conv2D',
      filters: 192,
      kernelSize: [5, 5],
      strides: [1, 1],
      padding: 'same',
      activation: 'linear',
    },
    { kind: 'BatchNormalization', momentum: 0.9, epsilon: 1e-5 },
    { kind: 'Activation', activation: 'relu' },
  ]);
  expect(layers.filter(({ kind }) => kind.endsWith('Pooling2D')).slice(0, 2)).toEqual([
    { kind: 'MaxPooling2D', poolSize: [3, 3], strides: [2, 2], padding: 'same' },
    { kind: 'AveragePooling2D', poolSize: [3, 3], strides: [2, 2], padding: 'same' },
  ]);
  expect(layers.at(-1)).toEqual({ kind: 'GlobalAveragePooling2D' });
});

test.each([
  { name: 'tiny', spec: tinySpec },
  { name: 'lecture', spec: lectureSpec },
  { name: 'paper', spec: paperSpec },
])('the convolutions of $name have all of its weights', ({ spec }) => {
  let channels = spec.inputShape[2];
  let params = 0;
  for (const { kind, ...settings } of torchNetwork(spec).layers) {
    if (kind === 'BatchNormalization') params += 4 * channels;
    if (kind !== 'Conv2D') continue;
    const { kernelSize, filters } = settings as unknown as { kernelSize: number[]; filters: number };
    params += (kernelSize[0] * kernelSize[1] * channels + 1) * filters;
    channels = filters;
  }
  expect(params).toBe(profile(spec).totals.params);
});
