import { expect, test } from 'vitest';
import { decidingSettings } from '../../src/worker/checkpoints';
import { littleSettings } from './little-network';

test('the settings that checkpoints are compared by are the same text for a run from when the lecture was seed', () => {
  const now = decidingSettings({ ...littleSettings, base: 'lecture' });
  const { spec, data, limitTrain, limitTest, seed, training } = littleSettings;
  const before = { base: 'seed', spec, data, limitTrain, limitTest, seed, training };
  expect(JSON.stringify(now)).toBe(JSON.stringify(before));
});
