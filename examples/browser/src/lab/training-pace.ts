import type { StepReport } from '@nin/trainer';

/** How fast a training goes, and how long it will go on. */
export interface TrainingPace {
  imagesPerSecond: number;
  /** Of training steps; tests at the end of an epoch come on top. Undefined while the length of an epoch is unknown. */
  secondsLeft: number | undefined;
}

/** Seconds of steps that the rate is taken over. */
const window = 5;

/**
 * Measures a training by its step reports. Reports come while it goes on; a pause is taken out by `pause`, so that it
 * makes neither the rate smaller nor the time longer.
 */
export function trainingPace(): {
  add: (report: StepReport, now: number) => TrainingPace;
  pause: () => void;
} {
  let seen: { images: number; time: number }[] = [];
  let rate = 0;
  let epoch = 0;
  return {
    add(report, now) {
      if (report.epoch !== epoch) seen = [];
      epoch = report.epoch;
      seen.push({ images: report.images, time: now });
      const [first] = seen;
      if (first && now > first.time) rate = (report.images - first.images) / ((now - first.time) / 1000);
      else if (rate === 0) rate = report.imagesPerSecond;
      seen = seen.filter(({ time }) => now - time <= 1000 * window);
      return { imagesPerSecond: rate, secondsLeft: secondsLeft(report, rate) };
    },
    pause() {
      seen = [];
    },
  };
}

function secondsLeft({ step, steps, epoch, epochs, images }: StepReport, rate: number): number | undefined {
  if (steps === undefined || rate === 0) return undefined;
  const imagesPerStep = images / step;
  return ((steps - step + (epochs - epoch) * steps) * imagesPerStep) / rate;
}
