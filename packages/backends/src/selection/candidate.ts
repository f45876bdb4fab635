import type { BackendName } from './backend-name';

/** Of the factors of matrix products and convolutions; sums, results and weights are float32 either way. */
export type Precision = 'float32' | 'float16';

/** How a backend is started, as far as the caller may choose. */
export interface StartOptions {
  /** Whether the training kernels are to be used. */
  kernels: boolean;
  /** The precision asked for. */
  precision: Precision;
  /** Threads asked for, or undefined for what the backend takes by itself. */
  threads: number | undefined;
  /** Where the .wasm files are served from, if not beside the script. */
  wasmPath: string | undefined;
}

/** The machine behind a started backend. */
export interface DeviceDescription {
  /** What computes, for people: a GPU's or processor's name. */
  device: string;
  /** Whether a GPU interface is served by the processor (SwiftShader, lavapipe, WARP). */
  software: boolean;
  /** Threads that compute; 1 for GPUs. */
  threads: number;
}

/** A backend this environment may have. */
export interface Candidate {
  name: BackendName;
  /** Describes the machine before anything is loaded, where that is cheaper; throws with the reason if there is none. */
  probe?: () => Promise<DeviceDescription>;
  /** Imports and configures the backend's package; throws with the reason if this environment cannot have it. */
  load: (options: StartOptions) => Promise<void>;
  /** Calls `start`, in surroundings that this backend needs while it starts. Default: just calls it. */
  starting?: (options: StartOptions, start: () => Promise<boolean>) => Promise<boolean>;
  /** Why the started backend cannot train, if it cannot. */
  whyNoTraining?: () => string | undefined;
  /** Takes factors of products in this precision from now on, where the device can; gives what is in force. */
  usePrecision?: (wanted: Precision) => Precision;
  /** Describes the machine; called once the backend runs. */
  describe: (options: StartOptions) => Promise<DeviceDescription> | DeviceDescription;
}

/** Whether a GPU's name is that of a program that draws on the processor. */
export function isSoftwareRenderer(name: string): boolean {
  return /swiftshader|llvmpipe|lavapipe|softpipe|software|microsoft basic render|\bwarp\b/i.test(name);
}
