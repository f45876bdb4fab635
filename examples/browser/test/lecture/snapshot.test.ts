import { builtinKinds, lectureSpec, tinySpec, withMlpLayers, type NinSpec } from '@nin/blocks';
import { applySettings, recipes, type Experiment } from '@nin/recipes';
import { expect, test } from 'vitest';
import { changesBetween, snapshotOf } from '../../src/lecture/snapshot';

const lecture = recipes.lecture.experiment;
const snapshot = (of: Experiment) => snapshotOf(of, 'lecture');
const withNetwork = (network: Experiment['network']): Experiment => ({ ...lecture, network });

test('a 1×1 layer less changes the layers, what they cost, and nothing else', () => {
  const fewer = withNetwork(withMlpLayers(lectureSpec, 2));
  const changes = changesBetween(snapshot(lecture), snapshot(fewer));
  expect(changes.map(({ what }) => what)).toEqual(['oneByOne', 'params', 'macs', 'memory']);
  // One layer of each block less: 147,840 + 572,292 + 1,049,600 + 420 parameters.
  expect(changes.find(({ what }) => what === 'params')).toEqual({
    what: 'params',
    before: 19_778_304,
    after: 19_778_304 - 1_770_152,
  });
  expect(changes.find(({ what }) => what === 'macs')).toMatchObject({
    before: 325_299_552,
    after: 288_974_272,
  });
  expect(changes[0]).toMatchObject({ before: '3, 3, 3, 3', after: '2, 2, 2, 2' });
});

test('memory to train: 316.5 MB for weights, gradients and moments, 149.8 MB for 128 images', () => {
  expect(snapshot(lecture).ofNetwork.memory).toBe(466_270_208);
  // The momentum is one number for each parameter where AdamW has two.
  const sgd = snapshot(applySettings(lecture, { 'optimizer.kind': 'sgd' }));
  expect(sgd.ofNetwork.memory).toBe(466_270_208 - 4 * 19_778_304);
});

test('what changes of the training is reported by its path', () => {
  const changed = applySettings(lecture, {
    'batch.normalize': 'standard',
    'batch.augment': { padAndCrop: 4, flip: true },
  });
  expect(changesBetween(snapshot(lecture), snapshot(changed))).toEqual([
    { what: 'batch.augment.padAndCrop', before: 0, after: 4 },
    { what: 'batch.augment.flip', before: false, after: true },
    { what: 'batch.normalize', before: 'unit', after: 'standard' },
  ]);
});

test('batch normalization is told by the blocks that have it', () => {
  const blocks = lectureSpec.blocks.map((block) => ({ ...block, batchNorm: true }));
  const normalized = withNetwork({ ...lectureSpec, blocks });
  expect(changesBetween(snapshot(lecture), snapshot(normalized))).toContainEqual({
    what: 'batchNorm',
    before: 0,
    after: 4,
  });
});

test('layers are counted as they are built, however they are written', () => {
  expect(snapshot(withNetwork(tinySpec)).ofNetwork.oneByOne).toBe('1, 1, 2');
});

test('MACs that are not known are no number', () => {
  const { ofNetwork, ...rest } = snapshot(lecture);
  const unknown = { ...rest, ofNetwork: { ...ofNetwork, macs: null } };
  expect(changesBetween(snapshot(lecture), unknown)).toEqual([
    { what: 'macs', before: 325_299_552, after: null },
  ]);
});

test('1×1 layers are counted in blocks of every kind, also those of several parts', () => {
  for (const { kind } of builtinKinds) {
    const blocks = [{ kind, filters: 4, kernelSize: 3, mlpLayers: 3, batchNorm: true }] as unknown;
    const spec = { ...tinySpec, blocks: blocks as NinSpec['blocks'] };
    expect(snapshot(withNetwork(spec)).ofNetwork).toMatchObject({ oneByOne: '3', batchNorm: 1 });
  }
});

test('the same settings differ in nothing', () => {
  expect(changesBetween(snapshot(lecture), snapshot({ ...lecture }))).toEqual([]);
});
