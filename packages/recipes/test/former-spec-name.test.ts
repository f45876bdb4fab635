import { expect, test } from 'vitest';
import { checkpointSpecName, presentSpecName, specs, type SpecName } from '../src/index';

const names = Object.keys(specs) as SpecName[];

test('presentSpecName gives the lecture its name, and returns any other name as it is', () => {
  expect(presentSpecName('seed')).toBe('lecture');
  for (const name of [...names, 'resnet', 5, null, undefined]) expect(presentSpecName(name)).toBe(name);
});

test('checkpointSpecName is what checkpoints from before the lecture had its name were saved with', () => {
  expect(names.map(checkpointSpecName)).toEqual(['tiny', 'modern', 'paper', 'seed', 'd2l']);
  expect(names.map((name) => presentSpecName(checkpointSpecName(name)))).toEqual(names);
});
