import type { PeerName, PlaceName } from './places';
import type { Scenario } from './scenarios';

/**
 * What is measured. `steps`: whole training steps on one batch that stays on the device. `training`: epochs as the lab runs
 * them, with images that are augmented and uploaded. `anatomy`: what one step consists of. `layers`: each convolution.
 */
export const measureNames = ['steps', 'training', 'anatomy', 'layers'] as const;

export type MeasureName = (typeof measureNames)[number];

/** How many samples are taken. */
export interface Pace {
  /** Runs before the first sample, which are not counted. */
  warmUp: number;
  /** Minimum number of samples, however long they take. */
  atLeast: number;
  /** Maximum number of samples. */
  atMost: number;
  /** Seconds after which no further sample begins, once there are `atLeast`. Warm-up is not included. */
  seconds: number;
  /** Runs that are started one after another before the end of the last is awaited: a sample is their mean. Default 1. */
  burst?: number;
}

/** Looks up the device that a place reaches. */
export interface LookJob {
  measure: 'look';
  place: PlaceName;
  peer: 'ours';
}

/** One measurement of one scenario, in a separate process or worker. */
export interface MeasureJob {
  measure: MeasureName;
  place: PlaceName;
  peer: PeerName;
  scenario: Scenario;
  /** Images per step. */
  batchSize: number;
  /** Of steps, kernel runs or, with `training`, of progress reports. */
  pace: Pace;
  /** From 0. */
  round: number;
  /** Whether the loss and the gradient of the first weights are computed, to compare peers. */
  fingerprint: boolean;
  /** Sizes of square matrices whose product is timed in the same process. */
  products: readonly number[];
  /** Images per epoch of `training`. */
  epochImages: number;
}

export type Job = LookJob | MeasureJob;
