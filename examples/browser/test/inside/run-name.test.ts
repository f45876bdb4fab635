import { withClasses, withMlpLayers } from '@nin/blocks';
import { applySettings, recipes, specs } from '@nin/recipes';
import { expect, test } from 'vitest';
import { fileStem, isChanged } from '../../src/runs/run-label';

const network = withClasses(specs.tiny, 10);
const experiment = applySettings({ ...recipes.tiny.experiment, network }, { 'data.source': 'synthetic' });
const run = { base: 'tiny', experiment } as const;
const deeper = { ...run, experiment: { ...experiment, network: withMlpLayers(network, 3) } };

test('a network as it came is not changed, whatever the order of its fields', () => {
  expect(isChanged(run)).toBe(false);
  const { inputShape, blocks, head } = network;
  expect(isChanged({ ...run, experiment: { ...experiment, network: { head, blocks, inputShape } } })).toBe(
    false,
  );
});

test('another number of layers is a change', () => {
  expect(isChanged(deeper)).toBe(true);
});

test('the files of a run are called by network, data and time', () => {
  const startedAt = '2026-05-24T12:30:59.123Z';
  expect(fileStem({ ...run, startedAt })).toBe('nin-tiny-synthetic-20260524-123059');
  expect(fileStem({ ...deeper, startedAt })).toBe('nin-tiny-changed-synthetic-20260524-123059');
});
