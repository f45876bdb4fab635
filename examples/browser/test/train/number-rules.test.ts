import { describe, expect, it } from 'vitest';
import { obeys, parseNumber, type NumberRule } from '../../src/settings/number-rules';

describe('parseNumber', () => {
  it.each([
    ['128', 128],
    [' 50 000 ', 50_000],
    ['50\u00a0000', 50_000],
    ['0,1', 0.1],
    ['.5', 0.5],
    ['5.', 5],
    ['5e-4', 0.0005],
    ['1E3', 1000],
    ['−3', -3],
    ['+3', 3],
  ])('reads %j', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it.each(['', '  ', 'abc', '1e', '1e-', '0x10', '1,000.5', '1,2,3', 'Infinity', 'NaN', '12px', '-'])(
    'takes %j for no number',
    (text) => {
      expect(parseNumber(text)).toBeNaN();
    },
  );
});

describe('obeys', () => {
  it.each<[NumberRule, number[], number[]]>([
    ['positiveInteger', [1, 128, 2 ** 53 - 1], [0, -1, 1.5, 2 ** 53]],
    ['integer', [0, -5, 7], [0.5, 1e300]],
    ['positive', [1e-300, 5], [0, -1]],
    ['nonNegative', [0, 0.004], [-1e-9]],
    ['fraction', [0, 0.1, 0.999], [1, -0.1, 2]],
  ])('%s', (rule, right, wrong) => {
    expect(right.filter((value) => !obeys(rule, value))).toEqual([]);
    expect([...wrong, NaN, Infinity, -Infinity].filter((value) => obeys(rule, value))).toEqual([]);
  });
});
