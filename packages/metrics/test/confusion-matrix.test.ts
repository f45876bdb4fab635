import { describe, expect, test } from 'vitest';
import { confusionMatrix, type ConfusionMatrixOptions } from '../src/index';

describe('confusionMatrix', () => {
  test("counts the example of scikit-learn's documentation", () => {
    const matrix = confusionMatrix([2, 0, 2, 2, 0, 1], [0, 0, 2, 2, 0, 2], { classes: 3 });
    expect(matrix).toEqual({
      classes: 3,
      classNames: ['0', '1', '2'],
      counts: Uint32Array.of(2, 0, 0, 0, 0, 1, 1, 0, 2),
      total: 6,
    });
  });

  test('has true classes in rows and predictions in columns', () => {
    // One sample of class 0 taken for class 1.
    expect(confusionMatrix([0], [1], { classes: 2 }).counts).toEqual(Uint32Array.of(0, 1, 0, 0));
  });

  test('takes typed arrays of any kind', () => {
    const matrix = confusionMatrix(Uint8Array.of(1, 1, 0), Float32Array.of(1, 0, 0), { classes: 2 });
    expect(matrix.counts).toEqual(Uint32Array.of(1, 0, 1, 1));
  });

  test('keeps a copy of the names, and their order', () => {
    const classNames = ['cat', 'dog'];
    const matrix = confusionMatrix([], [], { classNames });
    classNames[0] = 'bird';
    expect(matrix.classNames).toEqual(['cat', 'dog']);
    expect(matrix.total).toBe(0);
    expect(matrix.counts).toEqual(new Uint32Array(4));
  });

  test('names the argument, the rule and the value', () => {
    expect(() => confusionMatrix([0, 1], [0], { classes: 2 })).toThrow(
      'confusionMatrix: predictions must be as many as labels (2), got 1',
    );
    expect(() => confusionMatrix([0, 10], [0, 0], { classes: 10 })).toThrow(
      'confusionMatrix: labels[1] must be a class index from 0 to 9, got 10',
    );
    expect(() => confusionMatrix([0], [NaN], { classes: 2 })).toThrow(
      'confusionMatrix: predictions[0] must be a class index from 0 to 1, got NaN',
    );
    expect(() => confusionMatrix([0], [-1], { classes: 2 })).toThrow('predictions[0]');
    expect(() => confusionMatrix([0.5], [0], { classes: 2 })).toThrow('labels[0]');
    expect(() => confusionMatrix([], [], { classes: 0 })).toThrow(
      'confusionMatrix: classes must be a positive integer, got 0',
    );
    expect(() => confusionMatrix([], [], { classNames: [] })).toThrow(
      'confusionMatrix: classNames.length must be a positive integer, got 0',
    );
    expect(() => confusionMatrix([], [], { classes: 3, classNames: ['cat', 'dog'] })).toThrow(
      'confusionMatrix: classNames must hold 3 names, one a class, got 2',
    );
    expect(() => confusionMatrix([], [], {} as ConfusionMatrixOptions)).toThrow(
      new TypeError('confusionMatrix: classes or classNames must be given, got neither'),
    );
  });
});
