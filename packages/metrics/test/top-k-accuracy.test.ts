import { randomValues } from '@nin/testing';
import { describe, expect, test } from 'vitest';
import { accuracy, topKAccuracy } from '../src/index';

describe('topKAccuracy', () => {
  test("gives the figure of the example of scikit-learn's documentation", () => {
    const scores = [0.5, 0.2, 0.2, 0.3, 0.4, 0.2, 0.2, 0.4, 0.3, 0.7, 0.2, 0.1];
    expect(topKAccuracy([0, 1, 2, 2], scores, { k: 2 })).toBe(0.75);
  });

  test('counts the five highest unless told otherwise', () => {
    // Ranked from the first class down, so labels 4 and 5 stand at ranks five and six.
    const row = [6, 5, 4, 3, 2, 1];
    expect(topKAccuracy([4], row)).toBe(1);
    expect(topKAccuracy([5], row)).toBe(0);
  });

  test('ranks the highest index first among equal scores, as scikit-learn does', () => {
    const even = [0, 0, 0];
    expect([0, 1, 2].map((label) => topKAccuracy([label], even, { k: 1 }))).toEqual([0, 0, 1]);
    expect([0, 1, 2].map((label) => topKAccuracy([label], even, { k: 2 }))).toEqual([0, 1, 1]);
  });

  test('ranks the lowest index first among equal scores if asked', () => {
    const even = [0, 0, 0];
    const ranked = [0, 1, 2].map((label) => topKAccuracy([label], even, { k: 1, ties: 'first' }));
    expect(ranked).toEqual([1, 0, 0]);
  });

  test('is the accuracy of the argMax at k = 1, and grows with k', () => {
    const classes = 8;
    const scores = randomValues(200 * classes, 5);
    const labels = Array.from({ length: 200 }, (_, i) => i % classes);
    const argMax = labels.map((_, i) => {
      const row = scores.slice(i * classes, (i + 1) * classes);
      return row.indexOf(Math.max(...row));
    });
    expect(topKAccuracy(labels, scores, { k: 1 })).toBe(accuracy(labels, argMax));
    for (let k = 1; k < classes - 1; k++) {
      expect(topKAccuracy(labels, scores, { k: k + 1 })).toBeGreaterThanOrEqual(
        topKAccuracy(labels, scores, { k }),
      );
    }
  });

  test('takes rows, typed or not, and no others than one for each label', () => {
    // The labels rank second and first.
    const rows = [
      [1, 2, 0],
      [0, 2, 1],
    ];
    expect(topKAccuracy([0, 1], rows, { k: 1 })).toBe(0.5);
    expect(
      topKAccuracy(
        [0, 1],
        rows.map((row) => Float32Array.from(row)),
        { k: 1 },
      ),
    ).toBe(0.5);
    expect(() => topKAccuracy([0, 1, 2], rows, { k: 1 })).toThrow(
      'topKAccuracy: scores must have a row for each of the 3 labels, got 2 rows',
    );
    expect(() =>
      topKAccuracy(
        [0, 1],
        [
          [1, 2, 0],
          [1, 2],
        ],
        { k: 1 },
      ),
    ).toThrow('topKAccuracy: scores[1] must be as long as the first row (3), got 2');
    expect(() => topKAccuracy([0, 1], [[1, 2], 3] as number[][], { k: 1 })).toThrow(
      'topKAccuracy: scores[1] must be a row of numbers, got 3',
    );
    expect(() => topKAccuracy([0], [[[1, 2]]] as unknown as number[][], { k: 1 })).toThrow(
      'topKAccuracy: scores must be numbers, got [1,2] at 0',
    );
  });

  test.each([2, 5])(
    'refuses a k from which on every sample is right: the default with %s classes',
    (classes) => {
      const scores = new Array<number>(classes).fill(0);
      expect(() => topKAccuracy([0], scores)).toThrow(
        new RangeError(
          `topKAccuracy: k must be below the number of classes (${classes}), or the accuracy would always be 1, ` +
            'got 5, the default',
        ),
      );
      expect(() => topKAccuracy([0], scores, { k: classes })).toThrow(
        `topKAccuracy: k must be below the number of classes (${classes}), or the accuracy would always be 1, got ${classes}`,
      );
    },
  );

  test('knows infinite logits', () => {
    expect(topKAccuracy([1, 0], [-Infinity, 0, Infinity, 0], { k: 1 })).toBe(1);
  });

  test('names the argument, the rule and the value', () => {
    expect(() => topKAccuracy([], [])).toThrow('topKAccuracy: labels must have at least one sample, got 0');
    expect(() => topKAccuracy([0, 1], [1, 2, 3])).toThrow(
      'topKAccuracy: scores must have the same number of scores for each of the 2 labels, got 3 in total',
    );
    expect(() => topKAccuracy([0], [])).toThrow('got 0 in total');
    expect(() => topKAccuracy([2], [0, 1], { k: 1 })).toThrow(
      'topKAccuracy: labels[0] must be a class index from 0 to 1, got 2',
    );
    expect(() => topKAccuracy([0], [0, NaN], { k: 1 })).toThrow(
      'topKAccuracy: scores must be numbers, got NaN at 1',
    );
    expect(() => topKAccuracy([0], [0, 1], { k: 0 })).toThrow(
      'topKAccuracy: k must be a positive integer, got 0',
    );
    expect(() => topKAccuracy(['cat'], [0, 1], { k: 1 })).toThrow(
      "topKAccuracy: labels[0] must be a class index from 0 to 1, got 'cat'",
    );
    expect(() => topKAccuracy([0], [0, 1], { ties: 'none' as 'last' })).toThrow(
      "topKAccuracy: ties must be one of 'last', 'first', got 'none'",
    );
  });
});
