import { expect, test } from 'vitest';
import { SettingError } from '../src/experiment/apply-settings';
import { grid } from '../src/experiment/grid';
import { recipes } from '../src/recipes';

const { experiment } = recipes.lecture;

test('a grid has all combinations, the first path slowest', () => {
  const points = grid(experiment, { 'network.blocks.*.mlpLayers': [0, 1], seed: [5, 6] });
  expect(points.map(({ values }) => values)).toEqual([
    { 'network.blocks.*.mlpLayers': 0, seed: 5 },
    { 'network.blocks.*.mlpLayers': 0, seed: 6 },
    { 'network.blocks.*.mlpLayers': 1, seed: 5 },
    { 'network.blocks.*.mlpLayers': 1, seed: 6 },
  ]);
  expect(points.map((point) => point.experiment.seed)).toEqual([5, 6, 5, 6]);
});

test('without variations a grid is the experiment', () => {
  expect(grid(experiment, {})).toEqual([{ values: {}, experiment }]);
});

test.each([
  [{ seed: [] }, 'seed: a grid must have at least one value for each path'],
  [{ seed: [-1] }, 'seed must be a non-negative integer'],
  [{ sead: [1] }, 'did you mean seed?'],
  [
    { seed: Array.from({ length: 1001 }, (_, i) => i) },
    'a grid must have up to 1,000 experiments, got 1,001',
  ],
])('%# is refused', (variations, message) => {
  expect(() => grid(experiment, variations as Record<string, number[]>)).toThrow(SettingError);
  expect(() => grid(experiment, variations as Record<string, number[]>)).toThrow(message);
});
