import { d2lSpec, layerShapes, lectureSpec, modernSpec, paperSpec, profile, tinySpec } from '@nin/blocks';
import { describe, expect, test } from 'vitest';
import {
  withBlock,
  withDuplicate,
  withLayerCount,
  withLayerWidths,
  withMoved,
  withNewBlock,
  withoutBlock,
} from '../../src/network/draft-edits';
import { draftOf, isSameNetwork, specOf } from '../../src/network/network-draft';

const all = { tinySpec, modernSpec, paperSpec, lectureSpec, d2lSpec };

describe('fields and networks', () => {
  test.each(Object.entries(all))('%s comes back out of the fields', (_, spec) => {
    const again = specOf(draftOf(spec));
    expect(profile(again)).toEqual(profile(spec));
    expect(isSameNetwork(again, spec)).toBe(true);
    expect(again.blocks.map(({ batchNorm, kernelInitializer }) => [batchNorm, kernelInitializer])).toEqual(
      spec.blocks.map(({ batchNorm, kernelInitializer }) => [batchNorm, kernelInitializer]),
    );
    expect(again.blocks.at(-1)?.outputActivation).toBe(spec.blocks.at(-1)?.outputActivation);
  });

  test('a change of any kind makes another network', () => {
    const changed = specOf(withBlock(draftOf(tinySpec), 0, { dropout: '0,5' }));
    expect(changed.blocks[0]?.dropout).toBe(0.5);
    expect(isSameNetwork(changed, tinySpec)).toBe(false);
  });

  test('one width is for all layers, several are one each, none is that of the block', () => {
    const widths = (mlpFilters: string) =>
      specOf(withBlock(draftOf(lectureSpec), 0, { mlpFilters })).blocks[0]?.mlpFilters;
    expect(widths('160')).toBe(160);
    expect(widths('160, 96;64')).toEqual([160, 96, 64]);
    expect(widths(' ')).toBeUndefined();
  });

  test('an empty field is no number', () => {
    expect(specOf(withBlock(draftOf(lectureSpec), 0, { filters: '' })).blocks[0]?.filters).toBeNaN();
  });
});

describe('edits', () => {
  const draft = draftOf(paperSpec);
  const filtersAndWidths = (edited: typeof draft) =>
    edited.blocks.map((block) => `${block.kernelSize}: ${block.mlpFilters}`);

  test('the list of widths follows the number of layers, and the channels stay', () => {
    expect(withLayerCount(draft, 0, '3').blocks[0]).toMatchObject({
      mlpLayers: '3',
      mlpFilters: '160, 160, 96',
    });
    expect(withLayerCount(draft, 0, '1').blocks[0]).toMatchObject({ mlpLayers: '1', mlpFilters: '96' });
    expect(withLayerCount(draft, 2, '0').blocks[2]).toMatchObject({
      mlpLayers: '0',
      mlpFilters: '',
      filters: '10',
    });
    expect(withLayerCount(draft, 0, '').blocks[0]).toMatchObject({ mlpLayers: '', mlpFilters: '160, 96' });
  });

  test('the number of layers follows the list of widths', () => {
    expect(withLayerWidths(draft, 0, '8, 8, 4').blocks[0]).toMatchObject({
      mlpLayers: '3',
      mlpFilters: '8, 8, 4',
    });
    expect(withLayerWidths(draft, 0, '8').blocks[0]).toMatchObject({ mlpLayers: '2', mlpFilters: '8' });
  });

  test('blocks move, and stay where there is no place to move to', () => {
    expect(filtersAndWidths(withMoved(draft, 2, -1))).toEqual(['5: 160, 96', '3: 192, 10', '5: 192, 192']);
    expect(withMoved(draft, 0, -1)).toEqual(draft);
    expect(withMoved(draft, 2, 1)).toEqual(draft);
  });

  test('a copy stands behind its block and has a name of its own', () => {
    const { blocks } = withDuplicate(draft, 1);
    expect(blocks.map(({ kernelSize }) => kernelSize)).toEqual(['5', '5', '5', '3']);
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
