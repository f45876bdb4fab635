import type { BackendName } from './backend-name';

/** Precision of the factors of matrix products and convolutions. Sums, results and weights are always float32. */
export type Precision = 'float32' | 'float16';

/** Options for starting a backend. */
export interface StartOptions {
  /** Whether to use the training kernels. */
  kernels: boolean;
  /** The requested precision. */
  precision: Precision;
  /** The requested number of threads; undefined for the backend's default. */
  threads: number | undefined;
  /** URL of the folder that serves the .wasm files; undefined for the folder of the script. */
  wasmPath: string | undefined;
}

/** The machine behind a started backend. */
export interface DeviceDescription {
  /** The name of the GPU or CPU. */
  device: string;
  /** Whether the GPU is emulated on the CPU (SwiftShader, lavapipe, WARP). */
  software: boolean;
  /** Number of compute threads; 1 for GPUs. */
  threads: number;
}

/** A backend that this environment may support. */
export interface Candidate {
  name: BackendName;
  /**
   * Describes the device before the backend is loaded, where that is cheaper; throws with the reason if there is no
   * device.
   */
  probe?: () => Promise<DeviceDescription>;
  /** Imports and configures the backend's package; throws with the reason if this environment does not support it. */
  load: (options: StartOptions) => Promise<void>;
  /** Calls `start` with the setup that this backend needs during its start. Default: only calls it. */
  starting?: (options: StartOptions, start: () => Promise<boolean>) => Promise<boolean>;
  /** Returns why the started backend cannot train; undefined if it can. */
  whyNoTraining?: () => string | undefined;
  /** Sets the precision of the factors of products where the device supports it; returns the precision in effect. */
  usePrecision?: (wanted: Precision) => Precision;
  /** Describes the device; called after the backend has started. */
  describe: (options: StartOptions) => Promise<DeviceDescription> | DeviceDescription;
}

/** Returns whether a GPU's name is that of a software renderer. */
export function isSoftwareRenderer(name: string): boolean {
  return /swiftshader|llvmpipe|lavapipe|softpipe|software|microsoft basic render|\bwarp\b/i.test(name);
}
