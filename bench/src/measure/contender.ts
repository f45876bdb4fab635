import type { Pace } from '../job';
import type { Fingerprint } from '../result/result';

/** A network in one library, ready to train. */
export interface Contender {
  /** Takes one training step on the same batch every time; returns the loss from before the update. */
  step: () => Promise<number>;
  /** Computed from the first weights: to be called before the first step. */
  fingerprint: () => Promise<Fingerprint>;
  /** Times products of two square matrices; returns milliseconds. */
  sampleProduct: (size: number, pace: Pace) => Promise<number[]>;
}

/** Images of a fingerprint. */
export const fingerprintImages = 2;
