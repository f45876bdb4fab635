import { paperSpec, type NinSpec } from '@nin/blocks';
import { applySettings, parseExperiment, type Experiment } from '@nin/recipes';
import { expect, test } from 'vitest';
import { experimentDifferences } from '../../src/settings/experiment-differences';
import { oneLayerLess, withLayers } from '../../src/compare/compare-place';

const spec: NinSpec = {
  inputShape: [32, 32, 3],
  blocks: [
    { filters: 16, kernelSize: 5, mlpLayers: 3, pool: { kind: 'max', size: 2 } },
    { filters: 10, kernelSize: 3 },
  ],
  head: 'globalAverage',
};
const experiment = parseExperiment({ network: spec, seed: 1 });

/** The experiment with another first block. */
function withFirstBlock(part: object): Experiment {
  const [first, ...others] = spec.blocks;
  return { ...experiment, network: { ...spec, blocks: [{ ...first, ...part }, ...others] } };
}

test('the same experiments differ in nothing', () => {
  expect(experimentDifferences(experiment, structuredClone(experiment))).toEqual([]);
});

test('a changed value is reported with its path and both values', () => {
  const changed = applySettings(experiment, { seed: 7, 'data.source': 'synthetic' });
  expect(experimentDifferences(experiment, changed)).toEqual([
    { path: 'data.source', before: 'cifar10', after: 'synthetic' },
    { path: 'seed', before: 1, after: 7 },
  ]);
  const limited = applySettings(experiment, { 'data.limitTrain': 500 });
  expect(experimentDifferences(experiment, limited)).toEqual([
    { path: 'data.limitTrain', before: undefined, after: 500 },
  ]);
  expect(experimentDifferences(experiment, withFirstBlock({ mlpLayers: 2 }))).toEqual([
    { path: 'network.blocks.0.mlpLayers', before: 3, after: 2 },
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
  expect(experimentDifferences(experiment, written)).toEqual([]);
});

test('a difference within a field is named by the path of what differs', () => {
  const pool = { kind: 'average', size: 3, strides: 2 };
  expect(experimentDifferences(experiment, withFirstBlock({ pool }))).toEqual([
    { path: 'network.blocks.0.pool.kind', before: 'max', after: 'average' },
    { path: 'network.blocks.0.pool.size', before: 2, after: 3 },
  ]);
  expect(experimentDifferences(experiment, withFirstBlock({ batchNorm: { momentum: 0.9 } }))).toEqual([
    { path: 'network.blocks.0.batchNorm', before: false, after: 'momentum 0.9, epsilon 0.001' },
  ]);
});

test('blocks of another kind differ in their kind, and in what only one of the two has', () => {
  expect(experimentDifferences(experiment, withFirstBlock({ kind: 'nin' }))).toEqual([]);
  expect(experimentDifferences(experiment, withFirstBlock({ kind: 'separable-nin' }))).toEqual([
    { path: 'network.blocks.0.kind', before: 'nin', after: 'separable-nin' },
  ]);
  expect(experimentDifferences(experiment, withFirstBlock({ kind: 'se-nin', reduction: 4 }))).toEqual([
    { path: 'network.blocks.0.kind', before: 'nin', after: 'se-nin' },
    { path: 'network.blocks.0.reduction', before: undefined, after: 4 },
  ]);
});

test('networks of other lengths differ in the number of blocks; the blocks of both are compared', () => {
  const blocks = [...spec.blocks, { filters: 10, kernelSize: 1 }];
  const longer = { ...experiment, network: { ...spec, blocks } };
  expect(experimentDifferences(experiment, longer)).toEqual([
    { path: 'network.blocks.count', before: 2, after: 3 },
  ]);
});

test('one layer less is less than the deepest block has', () => {
  // The paper's blocks have two layers each, the last one with widths of its own.
  const paper = { ...experiment, network: paperSpec };
  expect(oneLayerLess(experiment)).toBe(2);
  expect(oneLayerLess(paper)).toBe(1);
  const shallow = withLayers(paper, 1);
  expect(oneLayerLess(shallow)).toBe(0);
  expect(shallow.network.blocks.at(-1)).toMatchObject({ filters: 192, mlpFilters: [10] });
  expect(oneLayerLess(withLayers(paper, 0))).toBeUndefined();
});
