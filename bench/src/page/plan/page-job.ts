import type { Pace } from '../../plan/pace';
import type { PageBackend, PagePeer } from './page-backends';

/** The networks that are trained. */
export const pageNetworks = ['tiny', 'quarter'] as const;

export type PageNetwork = (typeof pageNetworks)[number];

/** Looks at what a backend reaches, no more. */
export interface LookAtBackendJob {
  kind: 'look';
  backend: PageBackend;
}

/** The training of one network on one backend by one peer. */
export interface TrainingJob {
  kind: 'training';
  network: PageNetwork;
  backend: PageBackend;
  peer: PagePeer;
  /** Images a step. */
  batchSize: number;
  /** Images an epoch. */
  images: number;
  /** From 0. */
  round: number;
  /**
   * A run is a training step in the warm-up, to which the first step comes on top; a sample is all steps between two
   * reports of the training.
   */
  pace: Pace;
}

/** What one worker does. */
export type PageJob = LookAtBackendJob | TrainingJob;
