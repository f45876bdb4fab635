import type { NetworkName } from './networks';
import type { Pace } from './pace';
import type { PeerName } from './peers';

/** Whole training steps of one network by one peer, in a process of its own. */
export interface StepsJob {
  kind: 'steps';
  network: NetworkName;
  peer: PeerName;
  batchSize: number;
  /** From 0. */
  round: number;
  pace: Pace;
  /** Whether to compute loss and gradient for the comparison with the other peers, too. */
  fingerprint: boolean;
}

/** Where the time of our steps goes, in a process of its own: layer by layer, and in and outside kernels. */
export interface DetailsJob {
  kind: 'details';
  network: NetworkName;
  batchSize: number;
  steps: Pace;
  layers: Pace;
}

/** What one child process does. */
export type Job = StepsJob | DetailsJob;

/** What is left out on purpose, and why. */
export interface SkippedSteps {
  network: NetworkName;
  peer: PeerName;
  batchSize: number;
  reason: string;
}
