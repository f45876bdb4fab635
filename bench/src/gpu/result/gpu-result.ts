import type { Fingerprint } from '../../contenders/contender';
import type { LayerTimes } from '../../measuring/measurement';
import type { NetworkName } from '../../plan/networks';
import type { NetworkFacts } from '../../result/bench-result';
import type { Ratio } from '../../result/ratio-by-round';
import type { Summary } from '../../result/statistics';
import type { Machine } from '../../running/describe-machine';
import type { Versions } from '../../running/read-versions';
import type { GpuDevice, GpuStepTimes, ProductSamples, ProgramTime } from '../measuring/gpu-measurement';
import type { GpuLayersJob, GpuStepsJob, ProductsJob } from '../plan/gpu-job';
import type { GpuPeer, PlaceName } from '../plan/places';

/** A `-gpu` file under `bench/results`: every sample, and what was computed from them. */
export interface GpuResult {
  /** The layout of this file. */
  version: 1;
  kind: 'gpu';
  set: string;
  startedAt: string;
  endedAt: string;
  machine: Machine;
  versions: Versions;
  rounds: number;
  places: PlaceResult[];
  networks: NetworkFacts[];
  steps: GpuStepsResult[];
  products: ProductsResult[];
  layers: GpuLayersResult[];
  /** Where a loss or gradient is not that of the first who computed it; nothing, if all is well. */
  disagreements: string[];
}

/** A place, and the GPU that was found there. */
export interface PlaceResult {
  place: PlaceName;
  device?: GpuDevice;
  /** In float32, if the GPU is known. */
  peakGflops?: number;
  cannot?: string;
}

interface Who {
  place: PlaceName;
  peer: GpuPeer;
}

/** Training steps of one network by one peer at one place. */
export interface GpuStepsResult extends Who, Pick<GpuStepsJob, 'network' | 'batchSize' | 'pace'> {
  /** One for each round. */
  runs: GpuStepTimes[];
  fingerprint?: Fingerprint;
  /** In one step. */
  dispatches?: number;
  programs?: ProgramTime[];
  /** What it failed with. */
  cannot?: string;
  figures?: GpuStepFigures;
}

/** What the steps of all rounds together say. */
export interface GpuStepFigures {
  milliseconds: Summary;
  /** The median of each round. */
  medians: number[];
  imagesPerSecond: number;
  gflops: number;
  firstMilliseconds: Summary;
  /** Milliseconds of the programs of a step on the GPU, if its clock can be read. */
  onGpu?: number;
  /** How much faster ours are than stock at the same place, round by round; not for stock. */
  againstStock?: Ratio;
}

/** Products by one peer at one place. */
export interface ProductsResult extends Who, Pick<ProductsJob, 'pace'> {
  products: (ProductSamples & { summary: Summary; gflops: number })[];
  cannot?: string;
}

/** Layers of one network by one peer at one place. */
export interface GpuLayersResult extends Who, Pick<GpuLayersJob, 'batchSize' | 'pace'> {
  network: NetworkName;
  layers: LayerTimes[];
  cannot?: string;
}
