import {
  d2lSpec,
  layerShapes,
  lectureSpec,
  modernSpec,
  paperSpec,
  profile,
  tinySpec,
  type NinSpec,
} from '@nin/blocks';
import { describe, expect, test } from 'vitest';
import {
  withDuplicate,
  withMoved,
  withNewBlock,
  withoutBlock,
  withTyped,
} from '../../src/network/draft-edits';
import { draftOf, isSameNetwork, specOf, textAt, type NetworkDraft } from '../../src/network/network-draft';

const all = { tinySpec, modernSpec, paperSpec, lectureSpec, d2lSpec };

/** What is in some fields of a block. */
function texts(draft: NetworkDraft, index: number, ...paths: string[]): string[] {
  const block = draft.blocks[index];
  return block ? paths.map((path) => textAt(block, path)) : [];
}

/** The first block of a network once something is typed in one of its fields. */
function firstBlock(spec: NinSpec, path: string, text: string | boolean) {
  return specOf(withTyped(draftOf(spec), 0, path, text)).blocks[0];
}

describe('fields and networks', () => {
  test.each(Object.entries(all))('%s comes back out of the fields as it is written', (_, spec) => {
    expect(JSON.stringify(specOf(draftOf(spec)))).toBe(JSON.stringify({ ...spec }));
  });

  test.each(Object.entries(all))('%s is as it was once a change is taken back', (_, spec) => {
    const draft = draftOf(spec);
    for (const [path, text] of [
      ['filters', '7'],
      ['strides', '3'],
      ['pool.kind', 'none'],
      ['dropout', '0.3'],
      ['batchNorm', true],
      ['outputActivation', 'tanh'],
    ] as const) {
      const [block] = draft.blocks;
      const before = block && textAt(block, path);
      const changed = withTyped(draft, 0, path, text);
      const back = withTyped(changed, 0, path, path === 'batchNorm' ? before === 'true' : (before ?? ''));
      expect(isSameNetwork(specOf(back), spec)).toBe(true);
      expect(profile(specOf(back))).toEqual(profile(spec));
    }
  });

  test('defaults are the same, however they are written', () => {
    const [first, ...others] = lectureSpec.blocks;
    if (!first) throw new Error('the network has no block');
    const written = {
      ...first,
      kind: 'nin' as const,
      activation: 'relu' as const,
      dropout: 0,
      batchNorm: false,
    };
    expect(isSameNetwork({ ...lectureSpec, blocks: [written, ...others] }, lectureSpec)).toBe(true);
  });

  test('a change of any kind makes another network', () => {
    const changed = specOf(withTyped(draftOf(tinySpec), 0, 'dropout', '0,5'));
    expect(changed.blocks[0]?.dropout).toBe(0.5);
    expect(isSameNetwork(changed, tinySpec)).toBe(false);
  });

  test('one width is for all layers, several are one each, none is that of the block', () => {
    const widths = (text: string) => firstBlock(lectureSpec, 'mlpFilters', text);
    expect(widths('160')).toMatchObject({ mlpFilters: 160 });
    expect(widths('160, 96;64')).toMatchObject({ mlpFilters: [160, 96, 64] });
    expect(widths(' ')).not.toHaveProperty('mlpFilters');
  });

  test('an empty field is no number', () => {
    expect(firstBlock(lectureSpec, 'filters', '')).toMatchObject({ filters: NaN });
  });

  test('batch normalization that is switched off and on again has its settings back', () => {
    const batchNorm = { momentum: 0.9 };
    const blocks = [{ filters: 4, kernelSize: 3, batchNorm }];
    const draft = draftOf({ inputShape: [8, 8, 3], blocks, head: 'globalAverage' });
    const off = withTyped(draft, 0, 'batchNorm', false);
    expect(specOf(off).blocks[0]).toMatchObject({ batchNorm: false });
    expect(specOf(withTyped(off, 0, 'batchNorm', true)).blocks).toEqual(blocks);
  });

  test('a pooling that is new has a window; one that was there comes back', () => {
    const plain = { ...paperSpec, blocks: [{ filters: 4, kernelSize: 3 }] };
    expect(firstBlock(plain, 'pool.kind', 'average')?.pool).toEqual({ kind: 'average', size: 3, strides: 2 });
    expect(firstBlock(paperSpec, 'pool.kind', 'none')).not.toHaveProperty('pool');
    const none = withTyped(draftOf(paperSpec), 0, 'pool.kind', 'none');
    expect(specOf(withTyped(none, 0, 'pool.kind', 'max')).blocks[0]).toEqual(paperSpec.blocks[0]);
  });
});

describe('edits', () => {
  const draft = draftOf(paperSpec);
  const filtersAndWidths = (edited: NetworkDraft) =>
    edited.blocks.map((block) => `${textAt(block, 'kernelSize')}: ${textAt(block, 'mlpFilters')}`);

  test('the list of widths follows the number of layers, and the channels stay', () => {
    const widths = (index: number, count: string) =>
      texts(withTyped(draft, index, 'mlpLayers', count), index, 'mlpLayers', 'mlpFilters', 'filters');
    expect(widths(0, '3')).toEqual(['3', '160, 160, 96', '192']);
    expect(widths(0, '1')).toEqual(['1', '96', '192']);
    expect(widths(2, '0')).toEqual(['0', '', '10']);
    expect(widths(0, '')).toEqual(['', '160, 96', '192']);
  });

  test('the number of layers follows the list of widths', () => {
    const layers = (typed: string) =>
      texts(withTyped(draft, 0, 'mlpFilters', typed), 0, 'mlpLayers', 'mlpFilters');
    expect(layers('8, 8, 4')).toEqual(['3', '8, 8, 4']);
    expect(layers('8')).toEqual(['2', '8']);
  });

  test('blocks move, and stay where there is no place to move to', () => {
    expect(filtersAndWidths(withMoved(draft, 2, -1))).toEqual(['5: 160, 96', '3: 192, 10', '5: 192, 192']);
    expect(withMoved(draft, 0, -1)).toEqual(draft);
    expect(withMoved(draft, 2, 1)).toEqual(draft);
  });

  test('a copy stands behind its block and has a name of its own', () => {
    const { blocks } = withDuplicate(draft, 1);
    expect(blocks.map((block) => textAt(block, 'kernelSize'))).toEqual(['5', '5', '5', '3']);
    expect(new Set(blocks.map(({ id }) => id)).size).toBe(4);
  });

  test('a new block leaves the classes and every map as they are', () => {
    const before = layerShapes(paperSpec);
    const after = layerShapes(specOf(withNewBlock(draft)));
    expect(after.at(-1)).toEqual(before.at(-1));
    expect(after.length).toBe(before.length + 1);
  });

  test('a block can be taken away', () => {
    expect(filtersAndWidths(withoutBlock(draft, 0))).toEqual(['5: 192, 192', '3: 192, 10']);
  });
});
