import type { EpochReport, StepReport } from '@nin/trainer';
import { describe, expect, it } from 'vitest';
import { epochPoints, ratePoints } from '../../src/charts/curve-points';

const step = { epochs: 2, images: 1, seconds: 1, millisecondsPerStep: 1, imagesPerSecond: 1, accuracy: 0.5 };

describe('the points of the curves', () => {
  it('puts the learning rate of a step at its place within its epoch', () => {
    const steps: StepReport[] = [
      { ...step, epoch: 1, step: 1, steps: 4, loss: 2, learningRate: 0.1 },
      { ...step, epoch: 1, step: 4, steps: 4, loss: 1, learningRate: undefined },
      { ...step, epoch: 2, step: 2, steps: 4, loss: 0.5, learningRate: 0.05 },
    ];
    expect(ratePoints(steps)).toEqual([
      [0.25, 0.1],
      [1.5, 0.05],
    ]);
  });

  it('leaves out a step of an epoch of unknown length', () => {
    expect(ratePoints([{ ...step, epoch: 1, step: 1, steps: undefined, loss: 2, learningRate: 1 }])).toEqual(
      [],
    );
  });

  it('puts the test at the end of its epoch', () => {
    const epoch = { epochs: 2, validationLoss: 1 } as EpochReport;
    const history = [
      { ...epoch, epoch: 1, validationAccuracy: 0.4 },
      { ...epoch, epoch: 2, validationAccuracy: undefined },
    ];
    expect(epochPoints(history, 'validationAccuracy')).toEqual([[1, 0.4]]);
    expect(epochPoints(history, 'validationLoss')).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });
});
