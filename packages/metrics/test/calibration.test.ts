import { expectClose, randomValues } from '@nin/testing';
import { describe, expect, test } from 'vitest';
import { calibration } from '../src/index';

describe('calibration', () => {
  // Confidences .6 (right), .8 (wrong), .9 (right), .75 (right): two bins of width .25 hold samples.
  const labels = [0, 0, 1, 0];
  const scores = [0.6, 0.4, 0.2, 0.8, 0.1, 0.9, 0.75, 0.25];
  const result = calibration(labels, scores, { bins: 4 });

  test('sorts samples into bins, an edge belonging to the bin below it', () => {
    expect(result.bins.map(({ lower, upper, count }) => [lower, upper, count])).toEqual([
      [0, 0.25, 0],
      [0.25, 0.5, 0],
      [0.5, 0.75, 2],
      [0.75, 1, 2],
    ]);
    expectClose([result.bins[2].confidence, result.bins[2].accuracy], [0.675, 1], 1e-15);
    expectClose([result.bins[3].confidence, result.bins[3].accuracy], [0.85, 0.5], 1e-15);
    expect(result.bins[0]).toMatchObject({ confidence: NaN, accuracy: NaN });
  });

  test('weighs the gaps of the bins, and finds the largest', () => {
    // Gaps .325 and .35, each over half of the samples.
    expectClose([result.expectedCalibrationError], [0.3375], 1e-14);
    expectClose([result.maximumCalibrationError], [0.35], 1e-14);
    expectClose([result.confidence, result.accuracy], [3.05 / 4, 0.75], 1e-15);
  });

  test('sums squared errors over the classes', () => {
    // Two classes miss by the same: 2 · (.4² + .8² + .1² + .25²) / 4.
    expectClose([result.brierScore], [(2 * (0.16 + 0.64 + 0.01 + 0.0625)) / 4], 1e-14);
  });

  test('is perfect where certainty is right, and worst where it is wrong', () => {
    expect(calibration([0, 1], [1, 0, 0, 1])).toMatchObject({
      expectedCalibrationError: 0,
      maximumCalibrationError: 0,
      brierScore: 0,
    });
    expect(calibration([1, 0], [1, 0, 0, 1])).toMatchObject({
      expectedCalibrationError: 1,
      maximumCalibrationError: 1,
      brierScore: 2,
    });
  });

  test('takes logits', () => {
    // softmax(ln 3, 0) = (3/4, 1/4); adding 1000 to both changes nothing, and must not overflow.
    const { bins, brierScore } = calibration([0, 0], [Math.log(3), 0, 1000 + Math.log(3), 1000], {
      fromLogits: true,
      bins: 1,
    });
    expectClose([bins[0].confidence, brierScore], [0.75, 2 / 16], 1e-12);
  });

  test('takes rows', () => {
    const rows = [scores.slice(0, 2), scores.slice(2, 4), scores.slice(4, 6), scores.slice(6, 8)];
    expect(calibration(labels, rows, { bins: 4 })).toEqual(result);
  });

  test('takes the first of equal probabilities for the prediction', () => {
    expect(calibration([0], [0.5, 0.5]).accuracy).toBe(1);
    expect(calibration([1], [0.5, 0.5]).accuracy).toBe(0);
  });

  test('has 15 bins unless told otherwise, and counts every sample once', () => {
    const random = calibration(
      Array.from({ length: 300 }, (_, i) => i % 10),
      randomValues(3000, 3).map((logit) => 4 * logit),
      { fromLogits: true },
    );
    expect(random.bins).toHaveLength(15);
    expect(random.bins.reduce((sum, { count }) => sum + count, 0)).toBe(300);
    // The largest of ten probabilities is at least a tenth: the first bin, up to 1/15, is empty.
    expect(random.bins[0].count).toBe(0);
    expect(random.expectedCalibrationError).toBeLessThanOrEqual(random.maximumCalibrationError);
    // The gap of the means is at most the mean of the gaps.
    expect(Math.abs(random.confidence - random.accuracy)).toBeLessThanOrEqual(
      random.expectedCalibrationError + 1e-12,
    );
  });

  test('allows for the rounding of float32', () => {
    const thirds = Float32Array.of(1 / 3, 1 / 3, 1 / 3);
    expect(calibration([0], thirds, { bins: 3 }).bins.map(({ count }) => count)).toContain(1);
    expect(calibration([0], [1.0000001, 0]).bins[14]).toMatchObject({ count: 1, confidence: 1 });
  });

  test('names the argument, the rule and the value', () => {
    expect(() => calibration([0], [2.5, -1])).toThrow(
      'calibration: scores must be probabilities (for logits set fromLogits), got 2.5 in sample 0',
    );
    expect(() => calibration([0, 0], [1, 0, 0.5, 0.25])).toThrow(
      'calibration: scores of a sample must be probabilities that sum to 1 (for logits set fromLogits), ' +
        'got a sum of 0.75 in sample 1',
    );
    expect(() => calibration([0], [Infinity, 0], { fromLogits: true })).toThrow(
      'calibration: logits must be finite, got Infinity in sample 0',
    );
    expect(() => calibration([0], [NaN, 0])).toThrow('calibration: scores must be numbers, got NaN at 0');
    expect(() => calibration([], [])).toThrow('calibration: labels must have at least one sample, got 0');
    expect(() => calibration([3], [1, 0])).toThrow(
      'calibration: labels[0] must be a class index from 0 to 1, got 3',
    );
    expect(() => calibration([0], [1, 0], { bins: 0 })).toThrow(
      'calibration: bins must be a positive integer, got 0',
    );
    expect(() => calibration([0], [[1, 0]], { bins: 1e9 })).toThrow(
      'calibration: bins must be a positive integer up to 10,000, got 1000000000',
    );
  });
});
