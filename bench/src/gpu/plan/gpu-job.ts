import type { NetworkName } from '../../plan/networks';
import type { Pace } from '../../plan/pace';
import type { GpuPeer, PlaceName } from './places';

interface Work {
  place: PlaceName;
  peer: GpuPeer;
}

/** Looks at the adapter of a place, no more. */
export interface LookJob extends Work {
  kind: 'look';
}

/** How samples are taken of work that is short against the wait for its end. */
export interface BurstPace extends Pace {
  /** Runs that are sent off one after another before their end is waited for: a sample is their mean. */
  runs: number;
}

/** Products of two square matrices of each of some sizes. */
export interface ProductsJob extends Work {
  kind: 'products';
  sizes: readonly number[];
  pace: BurstPace;
}

/** Whole training steps of one network. */
export interface GpuStepsJob extends Work {
  kind: 'steps';
  network: NetworkName;
  batchSize: number;
  /** From 0. */
  round: number;
  /** The step before its warm-up, in which shaders are compiled, is timed by itself. */
  pace: Pace;
}

/**
 * What a step is made of, and loss and gradient for the comparison with the others. Apart from the timed steps, whose
 * first is to find no shader compiled.
 */
export interface AnatomyJob extends Work {
  kind: 'anatomy';
  network: NetworkName;
  batchSize: number;
}

/** Each convolution of one network in its three directions. */
export interface GpuLayersJob extends Work {
  kind: 'layers';
  network: NetworkName;
  batchSize: number;
  pace: BurstPace;
}

/** What one process or page does. */
export type GpuJob = LookJob | ProductsJob | GpuStepsJob | AnatomyJob | GpuLayersJob;
