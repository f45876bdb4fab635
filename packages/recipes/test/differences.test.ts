import { expect, test } from 'vitest';
import { applySettings } from '../src/experiment/apply-settings';
import { differences } from '../src/experiment/differences';
import { recipes } from '../src/recipes';

const { experiment } = recipes.tiny;

test('differences are the paths whose values differ, and set them', () => {
  const other = applySettings(experiment, [
    'seed=7',
    'batch.augment.cutout=8',
    'data.limitTrain=100',
    'network.blocks.2.mlpFilters=[100,10]',
  ]);
  const found = differences(experiment, other);
  expect(found).toEqual([
    { path: 'network.blocks.2.mlpFilters', before: [192, 10], after: [100, 10] },
    { path: 'batch.augment.cutout', before: 0, after: 8 },
    { path: 'seed', before: 0, after: 7 },
    { path: 'data.limitTrain', before: undefined, after: 100 },
  ]);
  expect(
    applySettings(experiment, Object.fromEntries(found.map(({ path, after }) => [path, after]))),
  ).toEqual(other);
});

test('experiments that are the same have no differences', () => {
  expect(differences(experiment, JSON.parse(JSON.stringify(experiment)) as typeof experiment)).toEqual([]);
});
