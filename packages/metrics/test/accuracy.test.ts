import { describe, expect, test } from 'vitest';
import { accuracy, confusionMatrix } from '../src/index';
import { matrixOf } from './matrices';

describe('accuracy', () => {
  test('is the share of equal labels and predictions', () => {
    // Equal at 0 and 3 of four.
    expect(accuracy(Uint8Array.of(0, 1, 2, 3), [0, 2, 1, 3])).toBe(0.5);
  });

  test('is the share of the diagonal of a matrix', () => {
    expect(
      accuracy(
        matrixOf([
          [5, 1],
          [2, 0],
        ]),
      ),
    ).toBe(5 / 8);
  });

  test('agrees between the two forms', () => {
    const labels = [2, 0, 2, 2, 0, 1];
    const predictions = [0, 0, 2, 2, 0, 2];
    expect(accuracy(labels, predictions)).toBe(4 / 6);
    expect(accuracy(confusionMatrix(labels, predictions, { classes: 3 }))).toBe(4 / 6);
  });

  test('is not a number without samples', () => {
    expect(accuracy([], [])).toBeNaN();
    expect(accuracy(matrixOf([[0]]))).toBeNaN();
  });

  test('takes big integers, alone and beside others', () => {
    // Equal at 1 of two.
    expect(accuracy(BigInt64Array.of(0n, 1n), [0, 0])).toBe(0.5);
    expect(accuracy([0, 1], BigUint64Array.of(0n, 1n))).toBe(1);
    expect(accuracy([2n, 3n], [3n, 3n])).toBe(0.5);
  });

  test('takes class names', () => {
    // Equal at 0 and 2 of three.
    expect(accuracy(['cat', 'dog', 'cat'], ['cat', 'cat', 'cat'])).toBe(2 / 3);
  });

  test('takes the counts of a matrix as a plain array, or as rows', () => {
    const literal = { classes: 2, classNames: ['cat', 'dog'], total: 8 };
    expect(accuracy({ ...literal, counts: [5, 1, 2, 0] })).toBe(5 / 8);
    expect(
      accuracy({
        ...literal,
        counts: [
          [5, 1],
          [2, 0],
        ],
      }),
    ).toBe(5 / 8);
  });

  test('refuses lengths that differ', () => {
    expect(() => accuracy([0, 1], [0])).toThrow(
      'accuracy: predictions must have the length of labels (2), got 1',
    );
  });

  test.each<[unknown, unknown, string]>([
    [
      [0, 1],
      Promise.resolve([0, 1]),
      'predictions must be an array, a typed array or a tensor, got a promise (await it first)',
    ],
    [[0, 1], undefined, 'predictions must be an array, a typed array or a tensor, got undefined'],
    [{ samples: 2 }, [0, 1], 'labels must be an array, a typed array or a tensor, got {"samples":2}'],
    [new Set([0]), [0], 'labels must be an array, a typed array or a tensor, got an object'],
    ['01', [0, 1], "labels must be an array, a typed array or a tensor, got '01'"],
    [[0, 1], [0, null], 'predictions[1] must be a class index as 0 before it, got null'],
    [[[1, 0]], [0], 'labels[0] must be a class index or a class name, got [1,0]'],
    [[true], [true], 'labels[0] must be a class index or a class name, got true'],
    [['0'], [0], 'predictions must be class names as labels are, got 0'],
    [[0], ['0'], "predictions must be class indices as labels are, got '0'"],
    // Beside 2⁶³ − 1, a float64 would hold the same number for its neighbor.
    [[2n ** 63n - 1n], [0], 'labels[0] must be a class index or a class name, got 9223372036854775807n'],
  ])('refuses what holds no classes: %o, %o', (labels, predictions, message) => {
    expect(() => accuracy(labels as number[], predictions as number[])).toThrow(
      new TypeError(`accuracy: ${message}`),
    );
  });

  test.each([0.9, NaN])('refuses probabilities in place of classes: %s', (prediction) => {
    expect(() => accuracy([1], [prediction])).toThrow(
      new RangeError(`accuracy: predictions[0] must be a class index (an integer), got ${prediction}`),
    );
  });

  test('refuses predictions beside a matrix', () => {
    const both = accuracy as (matrix: object, predictions: number[]) => number;
    expect(() => both(matrixOf([[1]]), [0])).toThrow(
      new TypeError('accuracy: predictions must be omitted if a matrix is given, got [0]'),
    );
  });
});
