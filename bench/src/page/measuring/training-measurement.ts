import type { GpuDevice } from '../../gpu/measuring/gpu-measurement';

/** The steps between two reports of a training: the second has waited for the device. */
export interface StepsSample {
  images: number;
  milliseconds: number;
}

/** A training in one worker. */
export interface TrainingRun {
  device: GpuDevice;
  /** Threads that compute; 1 for GPUs. */
  threads: number;
  /** Until the backend had started and passed its check. */
  startMilliseconds: number;
  /** Until the shaders were compiled; stock tfjs compiles them in its first step. */
  compileMilliseconds?: number;
  /** From the beginning of the training to the end of its first step. */
  firstMilliseconds: number;
  samples: StepsSample[];
  /** The loss that the last report told. */
  loss: number;
}

/** What a worker sends back. */
export interface PageMeasurement {
  /** The browser's own name for itself. */
  userAgent: string;
  device: GpuDevice;
  training?: TrainingRun;
}
