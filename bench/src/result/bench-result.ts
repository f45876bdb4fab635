import type { Details, StepTimes } from '../measuring/measurement';
import type { DetailsJob, StepsJob } from '../plan/job';
import type { NetworkName } from '../plan/networks';
import type { Machine } from '../running/describe-machine';
import type { Versions } from '../running/read-versions';
import type { LayerFigures } from './layer-figures';
import type { Summary } from './statistics';
import type { StepFigures } from './step-figures';
import type { Ratio } from './ratio-by-round';

/** A file under `bench/results`: every sample, and what was computed from them. */
export interface BenchResult {
  /** The layout of this file. */
  version: 1;
  /** What was run: `full`, `quick`, or the networks that were asked for. */
  set: string;
  startedAt: string;
  endedAt: string;
  machine: Machine;
  versions: Versions;
  rounds: number;
  networks: NetworkFacts[];
  steps: StepsResult[];
  /** How much faster all threads are than one. */
  threads: { network: NetworkName; ratio: Ratio }[];
  details: DetailsResult[];
  /** Where a peer's loss or gradient is not that of `ours-1`; nothing, if all is well. */
  disagreements: string[];
}

/** A network, per image. */
export interface NetworkFacts {
  name: NetworkName;
  title: string;
  params: number;
  /** Forward. */
  macs: number;
  /** Of a whole training step. */
  trainingMacs: number;
}

/** Training steps of one network by one peer. */
export interface StepsResult extends Pick<StepsJob, 'network' | 'peer' | 'batchSize'> {
  /** How the samples were taken; none where it was skipped. */
  pace?: StepsJob['pace'];
  /** One for each round. */
  runs: StepTimes[];
  /** What it failed with. */
  cannot?: string;
  /** Why it was not tried. */
  skipped?: string;
  figures?: StepFigures;
}

/** Where the time of our steps of one network goes. */
export interface DetailsResult extends Pick<DetailsJob, 'network' | 'batchSize'> {
  job: DetailsJob;
  cannot?: string;
  raw?: Details;
  figures?: {
    layers: LayerFigures[];
    /** Share of a step in which no kernel was at work. */
    outsideKernels: Summary;
  };
}
