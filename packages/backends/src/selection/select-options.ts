import {
  requireBoolean,
  requireOneOf,
  requireOptions,
  requirePositiveInteger,
  shown,
  type OptionNames,
} from '@nin/checks';
import type { Precision, StartOptions } from './candidate';

/** Options of {@link SelectBackend}. */
export interface SelectBackendOptions {
  /**
   * Number of threads of wasm. Positive integer up to 128. Default: one per core, at most 16. Pages that are not
   * cross-origin isolated always have one thread. Results do not depend on this number.
   */
  threads?: number | undefined;
  /** Whether to install the training kernels. Default true. Stock wasm cannot train convolutional networks without them. */
  kernels?: boolean | undefined;
  /**
   * Precision of the factors of products. `float16` makes webgpu round them to half precision and use subgroup matrices
   * (tensor cores) where the adapter has them; sums, results and weights stay float32. Default `float32`, also used where
   * the adapter does not support `float16` or fails its check: see `BackendInfo.precision`.
   */
  precision?: Precision | undefined;
  /**
   * URL of the folder that serves the .wasm files of tfjs-backend-wasm, for bundled pages. Default: the folder of the
   * script.
   */
  wasmPath?: string | undefined;
}

/** Each thread takes about 8 MB and a tenth of a second to start. */
const maxThreads = 128;

const optionNames: OptionNames<SelectBackendOptions> = {
  threads: true,
  kernels: true,
  precision: true,
  wasmPath: true,
};

/** Checks the options of `selectBackend` and applies the defaults. */
export function startOptions(options: SelectBackendOptions): StartOptions {
  requireOptions('selectBackend: options', options, optionNames);
  const { threads, kernels = true, precision = 'float32', wasmPath } = options;
  if (threads !== undefined) requirePositiveInteger('selectBackend: threads', threads, maxThreads);
  requireBoolean('selectBackend: kernels', kernels);
  requireOneOf('selectBackend: precision', precision, ['float32', 'float16']);
  if (wasmPath === undefined) return { threads, kernels, precision, wasmPath };
  if (typeof wasmPath !== 'string') {
    throw new TypeError(`selectBackend: wasmPath must be a URL as a string, got ${shown(wasmPath)}`);
  }
  return { threads, kernels, precision, wasmPath: wasmPath.endsWith('/') ? wasmPath : `${wasmPath}/` };
}
