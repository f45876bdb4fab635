import { expectClose } from '@nin/testing';
import { describe, expect, test } from 'vitest';
import { accuracy, classificationReport, confusionMatrix, formatReport, type Scores } from '../src/index';
import { matrixOf, numberedNames, randomMatrix } from './matrices';

const values = ({ precision, recall, f1, support }: Scores) => [precision, recall, f1, support];

/** The matrix of the example of scikit-learn's documentation. */
const example = confusionMatrix([0, 1, 2, 2, 2], [0, 0, 2, 2, 1], {
  classNames: ['class 0', 'class 1', 'class 2'],
});

describe('classificationReport', () => {
  test('gives each class its scores', () => {
    // Class 0: 1 hit, 2 predicted, 1 sample. Class 1: 0, 1, 1. Class 2: 2, 2, 3. F1 = 2 · hits / (predicted + samples).
    const { classes } = classificationReport(example);
    expect(classes.map(({ name }) => name)).toEqual(['class 0', 'class 1', 'class 2']);
    expectClose(values(classes[0]), [1 / 2, 1, 2 / 3, 1], 1e-15);
    expectClose(values(classes[1]), [0, 0, 0, 1], 1e-15);
    expectClose(values(classes[2]), [1, 2 / 3, 4 / 5, 3], 1e-15);
  });

  test('averages over samples, over classes, and over classes by support', () => {
    const report = classificationReport(example);
    // 3 of 5 right.
    expect(report.accuracy).toBe(0.6);
    expectClose(values(report.micro), [0.6, 0.6, 0.6, 5], 1e-15);
    // (1/2 + 0 + 1) / 3, (1 + 0 + 2/3) / 3, (2/3 + 0 + 4/5) / 3.
    expectClose(values(report.macro), [1 / 2, 5 / 9, 22 / 45, 5], 1e-15);
    // (1 · 1/2 + 3 · 1) / 5, (1 · 1 + 3 · 2/3) / 5, (1 · 2/3 + 3 · 4/5) / 5.
    expectClose(values(report.weighted), [0.7, 0.6, 46 / 75, 5], 1e-15);
  });

  describe('with a class never predicted, one without samples, and one without either', () => {
    // Rows: 'never' has 2 samples, both taken for 'absent'; 'absent' has none; 'neither' has nothing at all.
    const matrix = matrixOf(
      [
        [0, 2, 0, 0],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
        [0, 0, 0, 2],
      ],
      ['never', 'absent', 'neither', 'right'],
    );
    const rows = (zeroDivision: number) => classificationReport(matrix, { zeroDivision }).classes.map(values);

    test.each([0, 1, NaN])('0 / 0 is %s', (z) => {
      expect(rows(z)).toEqual([
        [z, 0, 0, 2],
        [0, z, 0, 0],
        [z, z, z, 0],
        [1, 1, 1, 2],
      ]);
    });

    test('averages count a 0 or a 1 like any other score', () => {
      const zero = classificationReport(matrix, { zeroDivision: 0 });
      expectClose(values(zero.macro), [1 / 4, 1 / 4, 1 / 4, 4], 1e-15);
      expectClose(values(zero.weighted), [1 / 2, 1 / 2, 1 / 2, 4], 1e-15);
      const one = classificationReport(matrix, { zeroDivision: 1 });
      expectClose(values(one.macro), [3 / 4, 3 / 4, 2 / 4, 4], 1e-15);
      expectClose(values(one.weighted), [1, 1 / 2, 1 / 2, 4], 1e-15);
    });

    test('averages leave NaN out', () => {
      const report = classificationReport(matrix, { zeroDivision: NaN });
      // Precision 0 and 1; recall 0 and 1; F1 0, 0 and 1.
      expectClose(values(report.macro), [1 / 2, 1 / 2, 1 / 3, 4], 1e-15);
      // Precision: 'absent' weighs 0, 'right' 2. Recall and F1: 'never' 2 and 'right' 2.
      expectClose(values(report.weighted), [1, 1 / 2, 1 / 2, 4], 1e-15);
      expect(report.accuracy).toBe(0.5);
    });
  });

  test.each([0, 1, NaN])('without samples every score is 0 / 0, here %s', (zeroDivision) => {
    const report = classificationReport(matrixOf([[0]]), { zeroDivision });
    for (const scores of [...report.classes, report.micro, report.macro, report.weighted]) {
      expect(values(scores)).toEqual([zeroDivision, zeroDivision, zeroDivision, 0]);
    }
    expect(report.accuracy).toBe(zeroDivision);
  });

  test('weighs plainly where the defined scores have no support', () => {
    // Both samples are of class 0 and taken for class 1, whose precision, 0, is the only one defined.
    const report = classificationReport(
      matrixOf([
        [0, 2],
        [0, 0],
      ]),
      { zeroDivision: NaN },
    );
    expect(report.weighted.precision).toBe(0);
  });

  test.each([1, 2, 3, 4])('micro scores and weighted recall are the accuracy (seed %s)', (seed) => {
    const matrix = randomMatrix(seed, numberedNames(6), 80);
    const report = classificationReport(matrix);
    const expected = accuracy(matrix);
    expectClose(
      [report.accuracy, report.micro.precision, report.micro.recall, report.micro.f1, report.weighted.recall],
      [expected, expected, expected, expected, expected],
      1e-14,
    );
  });

  test('refuses another zeroDivision', () => {
    expect(() => classificationReport(example, { zeroDivision: 0.5 })).toThrow(
      'classificationReport: zeroDivision must be one of 0, 1, NaN, got 0.5',
    );
  });
});

describe('formatReport', () => {
  test("prints the example of scikit-learn's documentation", () => {
    expect(formatReport(classificationReport(example))).toBe(
      [
        '              precision    recall  f1-score   support',
        '',
        '     class 0       0.50      1.00      0.67         1',
        '     class 1       0.00      0.00      0.00         1',
        '     class 2       1.00      0.67      0.80         3',
        '',
        '    accuracy                           0.60         5',
        '   macro avg       0.50      0.56      0.49         5',
        'weighted avg       0.70      0.60      0.61         5',
      ].join('\n'),
    );
  });

  test('rounds halves to even, as Python does', () => {
    // 4 samples, 1 right, and 8 samples, 5 right: precision and recall are 0.25 and 0.625, the macro average 0.4375.
    const report = classificationReport(
      matrixOf([
        [1, 3],
        [3, 5],
      ]),
    );
    expect(formatReport(report)).toContain('0.62      0.62      0.62         8');
    expect(formatReport(report, { digits: 3 })).toContain('0.438     0.438     0.438        12');
    expect(formatReport(report, { digits: 1 })).toContain(
      '           0        0.2       0.2       0.2         4',
    );
  });

  test('makes room for long names, counts East Asian characters as two, and prints NaN as nan', () => {
    const names = ['a class with a long name', '猫'];
    const lines = formatReport(
      classificationReport(
        matrixOf(
          [
            [1, 0],
            [0, 0],
          ],
          names,
        ),
        { zeroDivision: NaN },
      ),
    ).split('\n');
    expect(lines[2]).toBe('a class with a long name       1.00      1.00      1.00         1');
    expect(lines[3]).toBe(' '.repeat(22) + '猫        nan       nan       nan         0');
  });

  test('prints names on one line, without control characters', () => {
    const report = classificationReport(matrixOf([[1]], ['big\n\u001B[31mcat']));
    expect(formatReport(report).split('\n')[2]).toMatch(/^big\\n\\x1b\[31mcat {7}1\.00/);
  });

  test.each([-1, 21, 1.5])('refuses %s digits', (digits) => {
    expect(() => formatReport(classificationReport(example), { digits })).toThrow(
      `formatReport: digits must be an integer from 0 to 20, got ${digits}`,
    );
  });
});
