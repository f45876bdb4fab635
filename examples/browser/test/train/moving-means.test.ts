import type { EpochReport, StepReport } from '@nin/trainer';
import { describe, expect, it } from 'vitest';
import { movingMeans } from '../../src/charts/curve-points';

/** A report at a step of an epoch of ten, with the mean since its start. */
function step(epoch: number, number: number, images: number, loss: number): StepReport {
  return { epoch, step: number, steps: 10, images, loss } as StepReport;
}

function end(epoch: number, images: number, loss: number): EpochReport {
  return { epoch, images, loss } as EpochReport;
}

describe('movingMeans', () => {
  it('takes from the running means what lies between two of them', () => {
    // Ten steps of 256 images: each window is one step. 256·4, then 256·(4 + 2) / 512 = 3, then (4 + 2 + 0) / 3 = 2.
    const steps = [step(1, 1, 256, 4), step(1, 2, 512, 3), step(1, 3, 768, 2)];
    expect(movingMeans(steps, [], 'loss')).toEqual([
      [0.1, 4],
      [0.2, 2],
      [0.3, 0],
    ]);
  });

  it('goes on over the end of an epoch, where the running means start over', () => {
    // 1000 images an epoch, in steps of 100: 256 images are three steps.
    // Epoch 1 ends with mean 1, 1000 in sum, of which 730 at step 8 and 800 at step 9 (mean 8/9).
    const steps = [
      step(1, 8, 800, 730 / 800),
      step(1, 9, 900, 8 / 9),
      step(2, 1, 100, 5),
      step(2, 2, 200, 4),
    ];
    const points = movingMeans(steps, [end(1, 1000, 1)], 'loss');
    expect(points.map(([epochs]) => epochs)).toEqual([0.8, 0.9, 1, 1.1, 1.2]);
    // At 1.1: (1000 + 500 − 730) / (1100 − 800). At 1.2: (1000 + 800 − 800) / (1200 − 900).
    expect(points[3]?.[1]).toBeCloseTo(770 / 300, 12);
    expect(points[4]?.[1]).toBeCloseTo(1000 / 300, 12);
  });

  it('says nothing before there are enough images, and needs no more than an epoch has', () => {
    const steps = [step(1, 1, 100, 9), step(1, 2, 200, 5), step(1, 3, 300, 4)];
    expect(movingMeans(steps, [], 'loss')).toEqual([[0.3, 4]]);
    const small = [end(1, 50, 3), end(2, 50, 2)];
    expect(movingMeans([], small, 'loss')).toEqual([
      [1, 3],
      [2, 2],
    ]);
  });

  it('takes a twentieth of a long epoch', () => {
    // 20 000 images an epoch: a window of 1000. Sums: 500·2 = 1000, 1000·2 = 2000, 1500·1.5 = 2250.
    const epoch = { epoch: 1, steps: 40 };
    const steps = [
      { ...step(1, 1, 500, 2), ...epoch },
      { ...step(1, 2, 1000, 2), ...epoch },
      { ...step(1, 3, 1500, 1.5), ...epoch },
    ];
    expect(movingMeans(steps, [], 'loss')).toEqual([
      [2 / 40, 2],
      [3 / 40, 1.25],
    ]);
  });

  it('passes over steps whose place is not known, and counts accuracies alike', () => {
    const unplaced = { ...step(1, 1, 300, 2), steps: undefined };
    expect(movingMeans([unplaced], [], 'loss')).toEqual([]);
    const right = { ...step(1, 1, 400, 2), accuracy: 0.25 };
    expect(movingMeans([right], [], 'accuracy')).toEqual([[0.1, 0.25]]);
  });
});
