import type { StepReport } from '@nin/trainer';
import type { Pace } from '../job';
import type { Run } from '../result/result';

/** What a training reports once the device has finished these steps. */
export type Progress = Pick<StepReport, 'epoch' | 'step' | 'images' | 'loss'>;

/** Samples of a training, taken from its progress reports. */
export interface ReportSampler {
  /**
   * Adds a report; returns whether there are enough samples.
   *
   * @param now milliseconds on the clock of `start`.
   */
  add: (report: Progress, now: number) => boolean;
  /** Returns the samples; throws if there was no report. */
  taken: () => Pick<Run, 'firstMilliseconds' | 'milliseconds' | 'images' | 'losses'>;
}

/**
 * Makes samples of the images and the time from one report to the next. The first step, the warm-up and the time between two
 * epochs are in no sample.
 *
 * @param pace `warmUp` counts steps after the first, which must be fewer than an epoch has.
 * @param start when the training began, in milliseconds.
 */
export function reportSampler({ warmUp, atLeast, atMost, seconds }: Pace, start: number): ReportSampler {
  const milliseconds: number[] = [];
  const images: number[] = [];
  let first: number | undefined;
  let loss = NaN;
  let last: { epoch: number; images: number; time: number } | undefined;
  let end = Infinity;
  return {
    add(report, now) {
      first ??= now - start;
      ({ loss } = report);
      if (!last) {
        if (report.epoch === 1 && report.step <= warmUp) return false;
        end = now + 1000 * seconds;
      } else if (report.epoch === last.epoch) {
        // The last step of an epoch may be reported twice.
        if (report.images === last.images) return false;
        milliseconds.push(now - last.time);
        images.push(report.images - last.images);
      }
      last = { epoch: report.epoch, images: report.images, time: now };
      const { length } = milliseconds;
      return length >= atMost || (length >= atLeast && now >= end);
    },
    taken() {
      if (first === undefined) throw new Error('the training reported nothing');
      return { firstMilliseconds: first, milliseconds, images, losses: [loss] };
    },
  };
}
