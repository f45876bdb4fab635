import { progressLine } from '@nin/trainer';
import { describe, expect, test } from 'vitest';

const figures = { accuracy: 0.2092, loss: 2.4122 };

describe('progressLine', () => {
  test("prints an epoch as Keras's log has it", () => {
    // The second epoch of a published Keras 3 log.
    expect(
      progressLine({
        steps: 391,
        seconds: 9.2,
        millisecondsPerStep: 15.3,
        ...figures,
        validationAccuracy: 0.3192,
        validationLoss: 2.1089,
        learningRate: (5e-4 * (1 + Math.cos(Math.PI / 50))) / 1.8,
      }),
    ).toBe(
      '391/391 ━━━━━━━━━━━━━━━━━━━━ 9s 15ms/step - accuracy: 0.2092 - loss: 2.4122 - val_accuracy: 0.3192 - val_loss: 2.1089 - learning_rate: 5.5501e-04',
    );
  });

  test('leaves out what there is not', () => {
    expect(
      progressLine({ steps: 3, seconds: 219.4, millisecondsPerStep: 73_000, accuracy: 1, loss: 0.5 }),
    ).toBe('3/3 ━━━━━━━━━━━━━━━━━━━━ 219s 73s/step - accuracy: 1.0000 - loss: 0.5000');
  });

  test('draws the bar so far, pads the steps and tells the time left within an epoch', () => {
    // 20 · 40 / 391 = 2.05: two characters. 351 steps left at 15 ms: 5.3 s, cut to 5 s.
    const line = progressLine({ step: 40, steps: 391, seconds: 1, millisecondsPerStep: 15, ...figures });
    expect(line).toBe(' 40/391 ━━────────────────── 5s 15ms/step - accuracy: 0.2092 - loss: 2.4122');
  });

  test('shows neither learning rate nor validation within an epoch', () => {
    const line = progressLine({
      step: 1,
      steps: 2,
      seconds: 1,
      millisecondsPerStep: 15,
      learningRate: 0.1,
      ...figures,
    });
    expect(line).not.toContain('learning_rate');
  });

  test('counts without an end while the number of steps is unknown', () => {
    const line = progressLine({
      step: 40,
      steps: undefined,
      seconds: 7.6,
      millisecondsPerStep: 190,
      ...figures,
    });
    expect(line).toBe('     40/Unknown 8s 190ms/step - accuracy: 0.2092 - loss: 2.4122');
  });

  // Keras: hours from above 3600 s, minutes from above 60 s, else whole seconds, cut off.
  test.each([
    [59.9, '59s'],
    [60, '60s'],
    [61, '1:01'],
    [83, '1:23'],
    [3600, '60:00'],
    [3601, '1:00:01'],
    [7384, '2:03:04'],
  ])('writes %d seconds left as %s', (left, shown) => {
    const report = { step: 1, steps: 2, seconds: 0, millisecondsPerStep: 1000 * left, ...figures };
    expect(progressLine(report)).toContain(`━────────── ${shown} `);
  });

  test.each([
    [0, '0s/step'],
    [0.35, '350us/step'],
    [0.9994, '999us/step'],
    [1, '1ms/step'],
    [15, '15ms/step'],
    [999, '999ms/step'],
    [1000, '1s/step'],
    [12_400, '12s/step'],
  ])('writes %d ms a step as %s', (millisecondsPerStep, shown) => {
    expect(progressLine({ steps: 1, seconds: 1, millisecondsPerStep, ...figures })).toContain(
      ` 1s ${shown} - `,
    );
  });

  // Python: f"{x:.4f}" above 0.001, else f"{x:.4e}"; halves go to the even digit, so 0.15625 is 0.1562.
  test.each([
    [0.15625, '0.1562'],
    [0.46875, '0.4688'],
    [0.21875, '0.2188'],
    [0.0010001, '0.0010'],
    [0.001, '1.0000e-03'],
    [0.00055501, '5.5501e-04'],
    [1.5e-12, '1.5000e-12'],
    [0, '0.0000e+00'],
    [-2.5, '-2.5000'],
    [12.345678, '12.3457'],
    [NaN, 'nan'],
    [Infinity, 'inf'],
    [-Infinity, '-inf'],
  ])('writes %d as %s', (loss, shown) => {
    const line = progressLine({ steps: 1, seconds: 1, millisecondsPerStep: 1, accuracy: 1, loss });
    expect(line.endsWith(` - loss: ${shown}`), line).toBe(true);
  });

  test('has no control codes', () => {
    const line = progressLine({ step: 1, steps: 2, seconds: 1, millisecondsPerStep: 1, ...figures });
    expect([...line].every((character) => character >= ' ')).toBe(true);
  });
});
