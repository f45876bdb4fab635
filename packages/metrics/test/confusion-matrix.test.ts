import { describe, expect, test } from 'vitest';
import { confusionMatrix } from '../src/index';

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

  describe('without options', () => {
    test('has the classes from 0 to the largest among labels and predictions', () => {
      // The largest is the prediction 3; class 1 occurs nowhere, and keeps its row.
      const matrix = confusionMatrix([2, 0, 2], Uint8Array.of(0, 0, 3));
      expect(matrix).toEqual({
        classes: 4,
        classNames: ['0', '1', '2', '3'],
        counts: Uint32Array.of(1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0),
        total: 3,
      });
      expect(confusionMatrix([0], [0], {}).classes).toBe(1);
      expect(confusionMatrix([0], [0], { classes: undefined, classNames: undefined }).classes).toBe(1);
    });

    test("gives the matrix of scikit-learn's documentation for names, sorted", () => {
      const labels = ['cat', 'ant', 'cat', 'cat', 'ant', 'bird'];
      const predictions = ['ant', 'ant', 'cat', 'cat', 'ant', 'cat'];
      expect(confusionMatrix(labels, predictions)).toEqual({
        classes: 3,
        classNames: ['ant', 'bird', 'cat'],
        counts: Uint32Array.of(2, 0, 0, 0, 0, 1, 1, 0, 2),
        total: 6,
      });
    });

    test('refuses what says no classes', () => {
      expect(() => confusionMatrix([0, -1], [0, 0])).toThrow(
        'confusionMatrix: labels[1] must be a class index from 0 to 16383, got -1',
      );
      expect(() => confusionMatrix([0], [0.25])).toThrow(
        'confusionMatrix: predictions[0] must be a class index from 0 to 16383, got 0.25',
      );
      expect(() => confusionMatrix(['0'], [0])).toThrow(
        new TypeError(
          'confusionMatrix: options must have classNames if either labels or predictions are names and the ' +
            "others indices, got labels such as '0' and predictions such as 0",
        ),
      );
    });
  });

  describe('with names in place of indices', () => {
    test('looks them up among the class names', () => {
      const classNames = ['ship', 'cat'];
      // A cat taken for a ship, and one taken for a cat.
      const expected = Uint32Array.of(0, 0, 1, 1);
      expect(confusionMatrix(['cat', 'cat'], ['ship', 'cat'], { classNames }).counts).toEqual(expected);
      expect(confusionMatrix(['cat', 'cat'], [0, 1], { classNames }).counts).toEqual(expected);
    });

    test('knows numbered classes by their numbers', () => {
      expect(confusionMatrix(['0'], [0], { classes: 2 }).counts).toEqual(Uint32Array.of(1, 0, 0, 0));
    });

    test('refuses a name that is none of them, and names that two classes share', () => {
      expect(() => confusionMatrix(['shipp'], [0], { classNames: ['cat', 'ship'] })).toThrow(
        new RangeError(
          "confusionMatrix: labels[0] must be one of the class names, got 'shipp' (did you mean 'ship'?)",
        ),
      );
      expect(() => confusionMatrix([0], ['cat'], { classNames: ['cat', 'cat'] })).toThrow(
        "confusionMatrix: predictions must be class indices if two classes share a name, got 'cat'",
      );
      const mixed: unknown[] = ['cat', 1];
      expect(() => confusionMatrix(mixed as string[], [0, 0], { classes: 2 })).toThrow(
        "confusionMatrix: labels[1] must be a class name as 'cat' before it, got 1",
      );
    });
  });

  test('takes big integers', () => {
    expect(confusionMatrix(BigInt64Array.of(0n, 1n), [0n, 0n]).counts).toEqual(Uint32Array.of(1, 0, 1, 0));
  });

  test('names the argument, the rule and the value', () => {
    expect(() => confusionMatrix([0, 1], [0], { classes: 2 })).toThrow(
      'confusionMatrix: predictions must have the length of labels (2), got 1',
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
      'confusionMatrix: classNames must have 3 names, one per class, got 2',
    );
    expect(() => confusionMatrix([], [])).toThrow(
      new TypeError(
        'confusionMatrix: options must have classes or classNames if there are no samples, got neither',
      ),
    );
    expect(() => confusionMatrix([0], [0], ['cat'] as object)).toThrow(
      'confusionMatrix: options must be an object with the fields classes, classNames, got ["cat"]',
    );
    expect(() => confusionMatrix([0], [0], { names: ['cat'] } as object)).toThrow(
      'confusionMatrix: options must have only the fields classes, classNames, got names',
    );
    expect(() => confusionMatrix([0], [0], { classNames: [7 as unknown as string] })).toThrow(
      new TypeError('confusionMatrix: classNames[0] must be a string, got 7'),
    );
    expect(() => confusionMatrix([0], [0], { classes: 100_000 })).toThrow(
      new RangeError('confusionMatrix: classes must be at most 16384, whose counts take 1 GiB, got 100000'),
    );
  });
});
