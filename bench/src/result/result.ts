import type { MeasureJob } from '../job';
import type { Machine, Versions } from '../run/describe-machine';
import type { ScenarioFacts } from '../scenarios';

/** A file under `bench/results`, for every measure and place: all samples. Figures are computed on reading. */
export interface Result {
  /** Version of this format. Earlier files had no, or another, version; see `former-results.ts`. */
  version: 2;
  /** What was run, which names the file. */
  set: string;
  startedAt: string;
  endedAt: string;
  machine: Machine;
  versions: Versions;
  rounds: number;
  places: FoundPlace[];
  scenarios: ScenarioFacts[];
  entries: Entry[];
}

/** What computes. */
export interface Device {
  name: string;
  /** Whether it is a GPU in software. */
  software: boolean;
  /** Threads that compute; 1 on GPUs. */
  threads: number;
}

/** A place and the device that was found there. */
export interface FoundPlace {
  place: string;
  device?: Device;
  /** The browser, in its own words. */
  userAgent?: string;
  /** Why the place cannot be used. */
  cannot?: string;
}

/** One measurement of one scenario at one place by one peer. */
export interface Entry extends Pick<MeasureJob, 'measure' | 'batchSize'> {
  /** Its name. */
  scenario: string;
  place: string;
  peer: string;
  pace?: MeasureJob['pace'];
  /** One per round. */
  runs: Run[];
  /** The error it failed with. */
  cannot?: string;
  /** Why it was not tried. */
  skipped?: string;
}

/** What one process or worker measured. All times are in milliseconds. */
export interface Run {
  device: Device;
  userAgent?: string;
  /** Until the backend had started and passed its check. */
  startMilliseconds?: number;
  /** Until the shaders were compiled; only where that is done before the first step. */
  compileMilliseconds?: number;
  /** The first step, in which shaders and code are compiled. */
  firstMilliseconds?: number;
  /** Samples of steps, one step each; with `images`, of the steps between two progress reports. */
  milliseconds?: number[];
  /** Images of each sample. Default: the batch. */
  images?: number[];
  /** Of every step, warm-up included; of `training`, the last reported. */
  losses?: number[];
  products?: ProductTimes[];
  fingerprint?: Fingerprint;
  /** Compute dispatches of a step, or draws with WebGL. */
  dispatches?: number;
  /** Programs of the GPU or kernels of the processor in one step, longest first. */
  programs?: ProgramTime[];
  /** Steps with a clock around every kernel, and the part of each in kernels. */
  clockedSteps?: { milliseconds: number; inKernels: number }[];
  layers?: LayerTimes[];
  peakMemoryBytes?: number;
}

/** Samples of the product of two square float32 matrices. */
export interface ProductTimes {
  /** Rows of each matrix. */
  size: number;
  milliseconds: number[];
}

/** Computed from the first weights and images, without dropout: equal for all who train the same network. */
export interface Fingerprint {
  /** Number of images it was computed from. */
  images: number;
  loss: number;
  /** Root of the sum of squares of the gradients of all weights. */
  gradientNorm: number;
}

/** All calls of one program or kernel in one step. */
export interface ProgramTime {
  name: string;
  calls: number;
  /** Sum of all calls. */
  milliseconds: number;
}

/** Convolutions of one geometry. */
export interface LayerTimes {
  /** Names of the layers of this geometry. */
  layers: string[];
  /** [height, width, channels] */
  input: number[];
  /** [height, width, input channels, output channels] */
  filter: number[];
  stride: number;
  /** Multiply-accumulates of one of the layers for one image, in each of the three directions. */
  macs: number;
  /** Samples for the batch. */
  forward: number[];
  /** Empty for the first layer: images need no gradient. */
  inputGradient: number[];
  filterGradient: number[];
}
