import type { Fingerprint } from '../contenders/contender';

/** The product of two square matrices, which shows what this machine gives at best at that moment. */
export interface ProductTimes {
  /** Rows of each matrix. */
  size: number;
  /** Milliseconds, right before and right after what they are compared with. */
  before: number[];
  after: number[];
}

/** Training steps of one process. */
export interface StepTimes {
  threads: number;
  milliseconds: number[];
  /** Of every step, those of the warm-up too; it is the same batch every time. */
  losses: number[];
  product: ProductTimes;
  fingerprint?: Fingerprint;
  peakMemoryBytes: number;
}

/** Convolutions of one geometry by our kernels. */
export interface LayerTimes {
  /** The layers that look like this. */
  layers: string[];
  /** [height, width, channels] */
  input: number[];
  /** [height, width, input channels, output channels] */
  filter: number[];
  stride: number;
  /** Multiply-accumulates of one of the layers for one image, in each of the three directions. */
  macs: number;
  /** Milliseconds for the batch. */
  forward: number[];
  /** Empty for the first layer: images need no gradient. */
  inputGradient: number[];
  filterGradient: number[];
}

/** All calls of one kernel, with those it made itself. */
export interface KernelTime {
  name: string;
  callsPerStep: number;
  /** Mean, per step. */
  milliseconds: number;
}

/** Where the time of our steps goes. */
export interface Details {
  threads: number;
  layers: LayerTimes[];
  product: ProductTimes;
  /** Steps with a clock around every kernel, which makes them a little longer: the time of a step, and of it in kernels. */
  clockedSteps: { milliseconds: number; inKernels: number }[];
  /** Of the same steps, longest first. */
  kernels: KernelTime[];
}

/** What a child process sends back. */
export type Reply<T> = { measured: T } | { cannot: string };
