import { describe, expect, test } from 'vitest';
import { toJson, type Normalization } from '../src/index';
import { matrixOf } from './matrices';

const matrix = matrixOf(
  [
    [3, 1],
    [0, 0],
  ],
  ['cat', 'the "dog"\n'],
);

describe('toJson', () => {
  test('holds the counts as rows', () => {
    expect(JSON.parse(toJson(matrix))).toEqual({
      classes: 2,
      classNames: ['cat', 'the "dog"\n'],
      total: 4,
      counts: [
        [3, 1],
        [0, 0],
      ],
    });
  });

  test('adds shares if asked', () => {
    expect(JSON.parse(toJson(matrix, { normalize: 'true' }))).toMatchObject({
      total: 4,
      normalize: 'true',
      shares: [
        [0.75, 0.25],
        [0, 0],
      ],
    });
  });

  test('writes a row a line, and a line break at the end', () => {
    expect(toJson(matrix)).toContain('\n    [3, 1],\n    [0, 0]\n');
    expect(toJson(matrix).endsWith('}\n')).toBe(true);
  });

  test('names the argument, the rule and the value', () => {
    expect(() => toJson(matrix, { normalize: 'rows' as Normalization })).toThrow(
      "toJson: normalize must be one of 'true', 'predicted', 'all', got 'rows'",
    );
  });
});
