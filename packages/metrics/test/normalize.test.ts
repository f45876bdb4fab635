import { expectClose } from '@nin/testing';
import { describe, expect, test } from 'vitest';
import { normalize, toJson, type CountedMatrix, type Normalization } from '../src/index';
import { matrixOf, numberedNames, randomMatrix } from './matrices';

describe('normalize', () => {
  // Rows sum to 4 and 0, columns to 3 and 1, all to 4.
  const matrix = matrixOf([
    [3, 1],
    [0, 0],
  ]);

  test('divides by the row, the column or the whole', () => {
    expect(normalize(matrix, 'true').values).toEqual(Float64Array.of(0.75, 0.25, 0, 0));
    expect(normalize(matrix, 'predicted').values).toEqual(Float64Array.of(1, 1, 0, 0));
    expect(normalize(matrix, 'all').values).toEqual(Float64Array.of(0.75, 0.25, 0, 0));
    expect(normalize(matrix, 'all')).toMatchObject({ classes: 2, classNames: ['0', '1'], over: 'all' });
  });

  test('is zero without samples', () => {
    const empty = matrixOf([
      [0, 0],
      [0, 0],
    ]);
    for (const over of ['true', 'predicted', 'all'] as const) {
      expect(normalize(empty, over).values).toEqual(new Float64Array(4));
    }
  });

  test.each([1, 2, 3, 4])('sums to 1, or to 0 where there are no samples (seed %s)', (seed) => {
    const classes = 7;
    const random = randomMatrix(seed, numberedNames(classes), 50);
    const sum = (over: Normalization, index: (i: number, j: number) => number, i: number) =>
      numberedNames(classes).reduce((total, _, j) => total + normalize(random, over).values[index(i, j)], 0);
    const samples = (index: (i: number, j: number) => number, i: number) =>
      numberedNames(classes).reduce((total, _, j) => total + random.counts[index(i, j)], 0);
    const row = (i: number, j: number) => i * classes + j;
    const column = (i: number, j: number) => j * classes + i;
    for (let i = 0; i < classes; i++) {
      expectClose([sum('true', row, i)], [samples(row, i) > 0 ? 1 : 0], 1e-14);
      expectClose([sum('predicted', column, i)], [samples(column, i) > 0 ? 1 : 0], 1e-14);
    }
    expectClose([normalize(random, 'all').values.reduce((a, b) => a + b)], [1], 1e-14);
  });

  test('names the argument, the rule and the value', () => {
    expect(() => normalize(matrix, 'rows' as Normalization)).toThrow(
      "normalize: over must be one of 'true', 'predicted', 'all', got 'rows'",
    );
  });

  test('takes what JSON makes of a matrix', () => {
    const parsed = JSON.parse(toJson(matrix)) as CountedMatrix;
    expect(normalize(parsed, 'true')).toEqual(normalize(matrix, 'true'));
  });

  test('refuses what is no matrix, and counts that are none', () => {
    expect(() => normalize(Promise.resolve(matrix) as unknown as CountedMatrix, 'true')).toThrow(
      new TypeError(
        'normalize: matrix must be a confusion matrix, { classes, classNames, counts, total }, ' +
          'got a promise (await it first)',
      ),
    );
    expect(() => normalize({ ...matrix, counts: [3, 1, 0, 0.5] }, 'true')).toThrow(
      new RangeError('normalize: matrix.counts must be non-negative integers below 2³², got 0.5 at 3'),
    );
    expect(() => normalize({ ...matrix, counts: [3, -1, 0, 0] }, 'true')).toThrow('got -1 at 1');
    expect(() => normalize({ ...matrix, counts: [['3'], [1]] as unknown as number[] }, 'true')).toThrow(
      'normalize: matrix.counts must have classes × classes (4) values, got 2',
    );
    expect(() => normalize({ ...matrix, classNames: 'ab' as unknown as string[] }, 'true')).toThrow(
      new TypeError("normalize: matrix.classNames must be an array, got 'ab'"),
    );
  });

  test('refuses a literal that does not agree with itself', () => {
    expect(() => normalize({ ...matrix, classes: 0 }, 'true')).toThrow(
      'normalize: matrix.classes must be a positive integer, got 0',
    );
    expect(() => normalize({ ...matrix, counts: new Uint32Array(3) }, 'true')).toThrow(
      'normalize: matrix.counts must have classes × classes (4) values, got 3',
    );
    expect(() => normalize({ ...matrix, classNames: ['cat'] }, 'true')).toThrow(
      'normalize: matrix.classNames must have one name for each of the 2 classes, got 1',
    );
    expect(() => normalize({ ...matrix, total: 5 }, 'true')).toThrow(
      'normalize: matrix.total must be the sum of the counts (4), got 5',
    );
  });
});
