import { expect, test } from 'vitest';
import { migratedRecord } from '../../src/settings/first-settings';
import { firstSettings, littleExperiment } from '../worker/little-network';

test('settings of before become the experiment that trains the same', () => {
  expect(migratedRecord(firstSettings)).toMatchObject({
    experiment: littleExperiment,
    base: 'tiny',
    preference: 'cpu',
  });
});

test('the identity is the text that checkpoints were compared by, also from when the lecture was seed', () => {
  const { spec, data, seed, training } = firstSettings;
  for (const base of ['seed', 'lecture']) {
    const { identity } = migratedRecord({ ...firstSettings, base, limitTrain: 20 });
    const before = { base: 'seed', spec, data, limitTrain: 20, limitTest: undefined, seed, training };
    expect(JSON.stringify(identity)).toBe(JSON.stringify(before));
  }
});
