import { paperSpec, type NinSpec } from '@nin/blocks';
import { recipes } from '@nin/recipes';
import { expect, test } from 'vitest';
import { settingsDifference } from '../../src/compare/settings-difference';
import { oneLayerLess, withLayers } from '../../src/compare/compare-place';
import type { LabSettings } from '../../src/settings/lab-settings';

const spec: NinSpec = {
  inputShape: [32, 32, 3],
  blocks: [
    { filters: 16, kernelSize: 5, mlpLayers: 3, pool: { kind: 'max', size: 2 } },
    { filters: 10, kernelSize: 3 },
  ],
  head: 'globalAverage',
};
const settings: LabSettings = {
  base: 'tiny',
  spec,
  data: 'cifar10',
  backend: 'auto',
  seed: 1,
  training: recipes.tiny,
};

/** The settings with another first block. */
function withFirstBlock(part: object): LabSettings {
  const [first, ...others] = spec.blocks;
  return { ...settings, spec: { ...spec, blocks: [{ ...first, ...part }, ...others] as NinSpec['blocks'] } };
}

test('the same settings differ in nothing', () => {
  expect(settingsDifference(settings, structuredClone(settings))).toEqual([]);
});

test('a changed field is told with both values, and where it is', () => {
  expect(settingsDifference(settings, { ...settings, seed: 7, limitTrain: 500 })).toEqual([
    { field: 'limitTrain', a: undefined, b: 500 },
    { field: 'seed', a: 1, b: 7 },
  ]);
  expect(settingsDifference(settings, withFirstBlock({ mlpLayers: 2 }))).toEqual([
    { field: 'mlpLayers', block: 1, a: 3, b: 2 },
  ]);
});

test('hyper-parameters are looked into', () => {
  const training = { ...recipes.tiny, batchSize: 64, augment: { flip: true, cutout: 8 } };
  expect(settingsDifference(settings, { ...settings, training })).toEqual([
    { field: 'batchSize', a: 128, b: 64 },
    { field: 'cutout', a: 0, b: 8 },
  ]);
});

test('a default that is written out is no difference', () => {
  const written = withFirstBlock({
    strides: 1,
    padding: 'same',
    mlpFilters: [16, 16, 16],
    activation: 'relu',
    outputActivation: 'relu',
    batchNorm: false,
    kernelInitializer: 'glorotUniform',
    pool: { kind: 'max', size: 2, strides: 2, padding: 'valid' },
    dropout: 0,
  });
  expect(settingsDifference(settings, written)).toEqual([]);
});

test('a difference within a field is named by the path of what differs', () => {
  const pool = { kind: 'average', size: 3, strides: 2 };
  expect(settingsDifference(settings, withFirstBlock({ pool }))).toEqual([
    { field: 'pool.kind', block: 1, a: 'max', b: 'average' },
    { field: 'pool.size', block: 1, a: 2, b: 3 },
  ]);
  expect(settingsDifference(settings, withFirstBlock({ batchNorm: { momentum: 0.9 } }))).toEqual([
    { field: 'batchNorm', block: 1, a: false, b: 'momentum 0.9, epsilon 0.001' },
  ]);
});

test('blocks of another kind differ in their kind, and in what only one of the two has', () => {
  expect(settingsDifference(settings, withFirstBlock({ kind: 'nin' }))).toEqual([]);
  expect(settingsDifference(settings, withFirstBlock({ kind: 'separable-nin' }))).toEqual([
    { field: 'kind', block: 1, a: 'nin', b: 'separable-nin' },
  ]);
  expect(settingsDifference(settings, withFirstBlock({ kind: 'se-nin', reduction: 4 }))).toEqual([
    { field: 'kind', block: 1, a: 'nin', b: 'se-nin' },
    { field: 'reduction', block: 1, a: undefined, b: 4 },
  ]);
});

test('networks of other lengths differ in the number of blocks; the blocks of both are compared', () => {
  const longer = { ...settings, spec: { ...spec, blocks: [...spec.blocks, { filters: 10, kernelSize: 1 }] } };
  expect(settingsDifference(settings, longer)).toEqual([{ field: 'blocks', a: 2, b: 3 }]);
});

test('one layer less is less than the deepest block has', () => {
  // The paper's blocks have two layers each, the last one with widths of its own.
  const paper = { ...settings, spec: paperSpec };
  expect(oneLayerLess(settings)).toBe(2);
  expect(oneLayerLess(paper)).toBe(1);
  const shallow = withLayers(paper, 1);
  expect(oneLayerLess(shallow)).toBe(0);
  expect(shallow.spec.blocks.at(-1)).toMatchObject({ filters: 192, mlpFilters: [10] });
  expect(oneLayerLess(withLayers(paper, 0))).toBeUndefined();
});
