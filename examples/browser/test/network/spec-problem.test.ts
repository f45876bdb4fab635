import { layerShapes, lectureSpec, paperSpec, type BlockSpec, type NinSpec } from '@nin/blocks';
import { describe, expect, test } from 'vitest';
import { specProblem } from '../../src/network/spec-problem';

/** The problem of the lecture's network with one block changed. */
function problemWith(index: number, part: Partial<BlockSpec>) {
  const blocks = lectureSpec.blocks.map((block, i) => (i === index ? { ...block, ...part } : block));
  return problemOf({ ...lectureSpec, blocks: blocks as NinSpec['blocks'] });
}

function problemOf(spec: NinSpec) {
  try {
    layerShapes(spec);
  } catch (error) {
    return specProblem((error as Error).message);
  }
  throw new Error('expected an impossible network');
}

describe('the place of a problem', () => {
  test.each<[Partial<BlockSpec>, string, string]>([
    [{ filters: 0 }, 'filters', 'positiveInteger'],
    [{ kernelSize: NaN }, 'kernelSize', 'positiveInteger'],
    [{ strides: 1.5 }, 'strides', 'positiveInteger'],
    [{ mlpLayers: -1 }, 'mlpLayers', 'wholeNumber'],
    [{ mlpFilters: 0 }, 'mlpFilters', 'positiveInteger'],
    [{ mlpLayers: undefined, mlpFilters: [8, -2] }, 'mlpFilters', 'positiveInteger'],
    [{ dropout: 1 }, 'dropout', 'share'],
    [{ dropout: NaN }, 'dropout', 'share'],
    [{ pool: { kind: 'max', size: 0 } }, 'poolSize', 'positiveInteger'],
    [{ pool: { kind: 'max', size: 2, strides: 0 } }, 'poolStrides', 'positiveInteger'],
  ])('%o', (part, field, rule) => {
    expect(problemWith(1, part)).toMatchObject({ block: 1, field, rule: { name: rule } });
  });

  test('a window that does not fit stands at its size, with both sizes', () => {
    // Block 3 gets maps of 2×2.
    expect(problemWith(2, { kernelSize: 9, padding: 'valid' })).toMatchObject({
      block: 2,
      field: 'kernelSize',
      rule: { name: 'window', window: '9×9', map: '2×2' },
    });
    expect(problemWith(0, { pool: { kind: 'average', size: 12 } })).toMatchObject({
      block: 0,
      field: 'poolSize',
      rule: { name: 'window', window: '12×12', map: '11×11' },
    });
  });

  test('as many widths as layers', () => {
    const { block, field, rule } = problemWith(3, { mlpLayers: 3, mlpFilters: [20, 20] });
    expect({ block, field, rule }).toEqual({
      block: 3,
      field: 'mlpFilters',
      rule: { name: 'other' },
    });
  });

  test('of the input and of the whole', () => {
    expect(problemOf({ ...paperSpec, inputShape: [32, 0, 3] })).toMatchObject({
      block: undefined,
      field: 'inputShape',
      rule: { name: 'imageShape' },
    });
    expect(problemOf({ ...paperSpec, blocks: [] })).toMatchObject({
      field: 'blocks',
      rule: { name: 'noBlocks' },
    });
  });

  test('the message loses the function and the block, nothing else', () => {
    expect(problemWith(1, { kernelSize: 0 }).message).toBe('kernelSize must be a positive integer, got 0');
  });

  test('what it cannot read is left as it is', () => {
    expect(specProblem('the sky is falling')).toEqual({
      block: undefined,
      field: undefined,
      rule: { name: 'other' },
      message: 'the sky is falling',
    });
  });
});
