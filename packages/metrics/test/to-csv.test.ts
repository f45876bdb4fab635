import { describe, expect, test } from 'vitest';
import { toCsv, type Normalization } from '../src/index';
import { matrixOf } from './matrices';

const rows = [
  [3, 1],
  [0, 0],
];

describe('toCsv', () => {
  test('writes a line with the predicted classes, then one for each true class', () => {
    expect(toCsv(matrixOf(rows, ['cat', 'dog']))).toBe('true\\predicted,cat,dog\ncat,3,1\ndog,0,0\n');
  });

  test('writes shares', () => {
    expect(toCsv(matrixOf(rows, ['cat', 'dog']), { normalize: 'true' })).toBe(
      'true\\predicted,cat,dog\ncat,0.75,0.25\ndog,0,0\n',
    );
  });

  test('quotes names that hold commas, quotes or line breaks, as RFC 4180 has it', () => {
    const [header, ...lines] = toCsv(matrixOf(rows, ['cat, big', 'the "dog"\nof'])).split('\n');
    expect(header).toBe('true\\predicted,"cat, big","the ""dog""');
    expect(lines).toEqual(['of"', '"cat, big",3,1', '"the ""dog""', 'of",0,0', '']);
  });

  test('names the argument, the rule and the value', () => {
    expect(() => toCsv(matrixOf(rows), { normalize: 'rows' as Normalization })).toThrow(
      "toCsv: normalize must be one of 'true', 'predicted', 'all', got 'rows'",
    );
    expect(() => toCsv({ ...matrixOf(rows), total: 1 })).toThrow(
      'toCsv: matrix.total must be the sum of the counts (4), got 1',
    );
  });
});
