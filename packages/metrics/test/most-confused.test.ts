import { describe, expect, test } from 'vitest';
import { mostConfused } from '../src/index';
import { matrixOf } from './matrices';

describe('mostConfused', () => {
  // Cats are many: 20 of 100 taken for dogs are a rate of .2; 4 of 8 birds taken for cats are one of .5.
  const matrix = matrixOf(
    [
      [80, 20, 0],
      [4, 6, 4],
      [4, 0, 4],
    ],
    ['cat', 'dog', 'bird'],
  );

  test('gives the pairs by count, equal ones in the order of their classes', () => {
    const pairs = mostConfused(matrix);
    expect(
      pairs.map(({ trueName, predictedName, count }) => `${trueName} as ${predictedName}: ${count}`),
    ).toEqual(['cat as dog: 20', 'dog as cat: 4', 'dog as bird: 4', 'bird as cat: 4']);
    expect(pairs[0]).toEqual({
      trueClass: 0,
      trueName: 'cat',
      predictedClass: 1,
      predictedName: 'dog',
      count: 20,
      rate: 0.2,
    });
  });

  test('gives the pairs by rate', () => {
    const rates = mostConfused(matrix, { by: 'rate' }).map(({ trueName, rate }) => [trueName, rate]);
    expect(rates).toEqual([
      ['bird', 0.5],
      ['dog', 4 / 14],
      ['dog', 4 / 14],
      ['cat', 0.2],
    ]);
  });

  test('gives no more than asked for, and nothing for a perfect or an empty matrix', () => {
    expect(mostConfused(matrix, { limit: 2 })).toHaveLength(2);
    for (const hits of [3, 0]) {
      expect(
        mostConfused(
          matrixOf([
            [hits, 0],
            [0, hits],
          ]),
        ),
      ).toEqual([]);
    }
  });

  test('names the argument, the rule and the value', () => {
    expect(() => mostConfused(matrix, { limit: 0 })).toThrow(
      'mostConfused: limit must be a positive integer, got 0',
    );
    expect(() => mostConfused(matrix, { by: 'name' as 'rate' })).toThrow(
      "mostConfused: by must be one of 'count', 'rate', got 'name'",
    );
  });
});
