import { builtinKinds, lectureSpec, tinySpec, withMlpLayers, type NinSpec } from '@nin/blocks';
import { recipes } from '@nin/recipes';
import { expect, test } from 'vitest';
import { changesBetween, snapshotOf } from '../../src/lecture/snapshot';
import type { LabSettings } from '../../src/settings/lab-settings';

const lecture: LabSettings = {
  base: 'lecture',
  spec: lectureSpec,
  data: 'cifar10',
  backend: 'auto',
  seed: 1,
  training: recipes.lecture,
};

test('a 1×1 layer less changes the layers, what they cost, and nothing else', () => {
  const fewer = { ...lecture, spec: withMlpLayers(lectureSpec, 2) };
  const changes = changesBetween(snapshotOf(lecture), snapshotOf(fewer));
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
  expect(snapshotOf(lecture).memory).toBe(466_270_208);
  // The momentum is one number for each parameter where AdamW has two.
  const sgd = snapshotOf({ ...lecture, training: { ...recipes.lecture, optimizer: 'sgd' } });
  expect(sgd.memory).toBe(466_270_208 - 4 * 19_778_304);
});

test('hyper-parameters are told by name', () => {
  const training = {
    ...recipes.lecture,
    normalize: 'standard',
    augment: { padAndCrop: 4, flip: true },
  } as const;
  expect(changesBetween(snapshotOf(lecture), snapshotOf({ ...lecture, training }))).toEqual([
    { what: 'normalize', before: 'unit', after: 'standard' },
    { what: 'augment', before: 'none', after: 'cropFlip' },
  ]);
});

test('batch normalization is told by the blocks that have it', () => {
  const blocks = lectureSpec.blocks.map((block) => ({ ...block, batchNorm: true }));
  const normalized = { ...lecture, spec: { ...lectureSpec, blocks } };
  expect(changesBetween(snapshotOf(lecture), snapshotOf(normalized))).toContainEqual({
    what: 'batchNorm',
    before: 0,
    after: 4,
  });
});

test('layers are counted as they are built, however they are written', () => {
  expect(snapshotOf({ ...lecture, spec: tinySpec }).oneByOne).toBe('1, 1, 2');
});

test('MACs that are not known are no number', () => {
  const unknown = { ...snapshotOf(lecture), macs: null };
  expect(changesBetween(snapshotOf(lecture), unknown)).toEqual([
    { what: 'macs', before: 325_299_552, after: null },
  ]);
});

test('1×1 layers are counted in blocks of every kind, also those of several parts', () => {
  for (const { kind } of builtinKinds) {
    const blocks = [{ kind, filters: 4, kernelSize: 3, mlpLayers: 3, batchNorm: true }] as unknown;
    const spec = { ...tinySpec, blocks: blocks as NinSpec['blocks'] };
    expect(snapshotOf({ ...lecture, spec })).toMatchObject({ oneByOne: '3', batchNorm: 1 });
  }
});

test('the same settings differ in nothing', () => {
  expect(changesBetween(snapshotOf(lecture), snapshotOf({ ...lecture }))).toEqual([]);
});
