import { expect, test } from 'vitest';
import { checkpointSpecName, presentSpecName, trainableSpecs } from '../src/index';

test('presentSpecName gives the lecture its name, and returns any other name as it is', () => {
  expect(presentSpecName('seed')).toBe('lecture');
  for (const name of [...trainableSpecs, 'resnet', 5, null, undefined])
    expect(presentSpecName(name)).toBe(name);
});

test('checkpointSpecName is what checkpoints from before the lecture had its name were saved with', () => {
  expect(trainableSpecs.map(checkpointSpecName)).toEqual(['tiny', 'modern', 'paper', 'seed']);
  expect(trainableSpecs.map((name) => presentSpecName(checkpointSpecName(name)))).toEqual(trainableSpecs);
});
