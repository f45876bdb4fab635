import type { StepReport } from '@nin/trainer';
import type { Pace } from '../../plan/pace';
import type { StepsSample } from './training-measurement';

/** What a training reports once the device has done so much. */
export type Progress = Pick<StepReport, 'epoch' | 'step' | 'images' | 'loss'>;

/** Samples taken of a training by its reports. */
export interface ReportSampler {
  /**
   * Takes note of a report; gives whether there are samples enough.
   *
   * @param now Milliseconds on the clock of `start`.
   */
  add: (report: Progress, now: number) => boolean;
  /** What has been sampled; throws if there was no report. */
  taken: () => { firstMilliseconds: number; samples: StepsSample[]; loss: number };
}

/**
 * Makes samples of the reports of a training: images and time from one to the next. The first step, the warm-up and what
 * lies between two epochs is left out.
 *
 * @param pace `warmUp` counts steps after the first, which must be fewer than an epoch's.
 * @param start When the training began, in milliseconds.
 */
export function reportSampler({ warmUp, atLeast, atMost, seconds }: Pace, start: number): ReportSampler {
  const samples: StepsSample[] = [];
  let first: number | undefined;
  let loss = NaN;
  let last: { epoch: number; images: number; time: number } | undefined;
  let end = Infinity;
  return {
    add(report, now) {
      first ??= now - start;
      ({ loss } = report);
      const { epoch, step, images } = report;
      if (!last) {
        if (epoch === 1 && step <= warmUp) return false;
        end = now + 1000 * seconds;
      } else if (epoch === last.epoch) {
        // The last step of an epoch may be told twice.
        if (images === last.images) return false;
        samples.push({ images: images - last.images, milliseconds: now - last.time });
      }
      last = { epoch, images, time: now };
      return samples.length >= atMost || (samples.length >= atLeast && now >= end);
    },
    taken() {
      if (first === undefined) throw new Error('the training reported nothing');
      return { firstMilliseconds: first, samples, loss };
    },
  };
}
