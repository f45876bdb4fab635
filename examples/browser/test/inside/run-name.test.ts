import { withClasses, withMlpLayers } from '@nin/blocks';
import { recipes, specs } from '@nin/recipes';
import { expect, test } from 'vitest';
import { fileStem, isChanged } from '../../src/runs/run-label';
import type { LabSettings } from '../../src/settings/lab-settings';

const settings: LabSettings = {
  base: 'tiny',
  spec: withClasses(specs.tiny, 10),
  data: 'synthetic',
  backend: 'wasm',
  seed: 1,
  training: recipes.tiny,
};

test('a network as it came is not changed, whatever the order of its fields', () => {
  expect(isChanged(settings)).toBe(false);
  const { inputShape, blocks, head } = settings.spec;
  expect(isChanged({ base: 'tiny', spec: { head, blocks, inputShape } })).toBe(false);
});

test('another number of layers is a change', () => {
  expect(isChanged({ base: 'tiny', spec: withMlpLayers(settings.spec, 3) })).toBe(true);
});

test('the files of a run are called by network, data and time', () => {
  const startedAt = '2026-05-24T12:30:59.123Z';
  expect(fileStem({ settings, startedAt })).toBe('nin-tiny-synthetic-20260524-123059');
  const changed = { ...settings, spec: withMlpLayers(settings.spec, 3) };
  expect(fileStem({ settings: changed, startedAt })).toBe('nin-tiny-changed-synthetic-20260524-123059');
});
