import type { Fingerprint } from '../../contenders/contender';
import type { LayerTimes } from '../../measuring/measurement';

/** What computes. */
export interface GpuDevice {
  /** For people. */
  name: string;
  /** Whether it is a program on the processor. */
  software: boolean;
}

/** Samples of the product of two square matrices. */
export interface ProductSamples {
  /** Rows of each matrix. */
  size: number;
  milliseconds: number[];
}

/** All dispatches of one program in a step. */
export interface ProgramTime {
  name: string;
  dispatches: number;
  /** On the GPU, in all. */
  milliseconds: number;
}

/** What a training step is made of. */
export interface StepAnatomy {
  fingerprint: Fingerprint;
  /** Compute dispatches, or draws with WebGL. */
  dispatches: number;
  /** The programs of one step, longest first, each dispatch by itself; undefined where the GPU's clock cannot be read. */
  programs?: ProgramTime[];
}

/** Training steps of one process or page. */
export interface GpuStepTimes {
  /** Until the backend had started and passed its check. */
  startMilliseconds: number;
  /** The step that compiles the shaders. */
  firstMilliseconds: number;
  milliseconds: number[];
  /** Of every step; it is the same batch every time. */
  losses: number[];
}

/** What a process or page sends back. */
export interface GpuMeasurement {
  device: GpuDevice;
  steps?: GpuStepTimes;
  anatomy?: StepAnatomy;
  products?: ProductSamples[];
  layers?: LayerTimes[];
}
