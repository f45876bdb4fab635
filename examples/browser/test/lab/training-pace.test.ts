import type { StepReport } from '@nin/trainer';
import { describe, expect, it } from 'vitest';
import { trainingPace } from '../../src/lab/training-state';

/** Step `step` of ten, with 20 images each, in one of two epochs. */
function report(step: number, part: Partial<StepReport> = {}): StepReport {
  return {
    epoch: 1,
    epochs: 2,
    step,
    steps: 10,
    images: 20 * step,
    seconds: 1,
    millisecondsPerStep: 100,
    imagesPerSecond: 7,
    loss: 1,
    accuracy: 0.5,
    learningRate: 0.1,
    ...part,
  };
}

describe('trainingPace', () => {
  it('takes the trainer’s own rate for the first report', () => {
    const pace = trainingPace();
    // 9 steps are left of this epoch and 10 of the next: 19 · 20 images at 7 a second.
    const { imagesPerSecond, secondsLeft } = pace.add(report(1), 0);
    expect(imagesPerSecond).toBe(7);
    expect(secondsLeft).toBeCloseTo(380 / 7, 10);
  });

  it('measures images by the time between reports', () => {
    const pace = trainingPace();
    pace.add(report(1), 1000);
    // 40 images in half a second; 7 + 10 steps of 20 images are left, at 80 a second.
    expect(pace.add(report(3), 1500)).toEqual({ imagesPerSecond: 80, secondsLeft: (17 * 20) / 80 });
  });

  it('forgets what is more than five seconds ago', () => {
    const pace = trainingPace();
    pace.add(report(1), 0);
    pace.add(report(2), 9_000);
    // From step 2 on: 20 images in a second. With step 1 it would be 40 in ten.
    expect(pace.add(report(3), 10_000).imagesPerSecond).toBe(20);
  });

  it('leaves a pause out', () => {
    const pace = trainingPace();
    pace.add(report(1), 0);
    pace.add(report(2), 1000);
    pace.pause();
    expect(pace.add(report(3), 61_000).imagesPerSecond).toBe(20);
    expect(pace.add(report(5), 62_000).imagesPerSecond).toBe(40);
  });

  it('starts counting anew with each epoch, at the rate it had', () => {
    const pace = trainingPace();
    pace.add(report(9), 0);
    pace.add(report(10), 1000);
    // Nine steps of 20 images are left, at the 20 a second of the first epoch.
    expect(pace.add(report(1, { epoch: 2 }), 5000)).toEqual({ imagesPerSecond: 20, secondsLeft: 9 });
  });

  it('cannot tell what is left of an epoch of unknown length, and is done after the last step', () => {
    const pace = trainingPace();
    expect(pace.add(report(1, { steps: undefined }), 0).secondsLeft).toBeUndefined();
    expect(pace.add(report(10, { epoch: 2 }), 100).secondsLeft).toBe(0);
  });
});
