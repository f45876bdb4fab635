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

  test('refuses lengths that differ', () => {
    expect(() => accuracy([0, 1], [0])).toThrow('accuracy: predictions must be as many as labels (2), got 1');
  });
});
