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
   * Threads for wasm. Positive integer up to 128. Default: one for each core, at most 16. Pages that are not cross-origin isolated
   * have one, whatever is asked for. Results do not depend on it.
   */
  threads?: number | undefined;
  /** Whether to install the training kernels. Default true. Without them stock wasm cannot train conv nets. */
  kernels?: boolean | undefined;
  /**
   * `float16` lets webgpu round the factors of products to half precision, and multiply with subgroup matrices (tensor
   * cores) where the adapter offers them; sums, results and weights stay float32. Default `float32`, which is also what
   * is used where the adapter cannot, or fails its check: see `BackendInfo.precision`.
   */
  precision?: Precision | undefined;
  /**
   * URL of the folder from which the .wasm files of tfjs-backend-wasm are served, for pages made by bundlers. Default:
   * beside the script.
   */
  wasmPath?: string | undefined;
}

/** Each takes some 8 MB, and a tenth of a second to start. */
const mostThreads = 128;

const optionNames: OptionNames<SelectBackendOptions> = {
  threads: true,
  kernels: true,
  precision: true,
  wasmPath: true,
};

/** Checks the options of `selectBackend`, and fills in the defaults. */
export function startOptions(options: SelectBackendOptions): StartOptions {
  requireOptions('selectBackend: options', options, optionNames);
  const { threads, kernels = true, precision = 'float32', wasmPath } = options;
  if (threads !== undefined) requirePositiveInteger('selectBackend: threads', threads, mostThreads);
  requireBoolean('selectBackend: kernels', kernels);
  requireOneOf('selectBackend: precision', precision, ['float32', 'float16']);
  if (wasmPath === undefined) return { threads, kernels, precision, wasmPath };
  if (typeof wasmPath !== 'string') {
    throw new TypeError(`selectBackend: wasmPath must be a URL as a string, got ${shown(wasmPath)}`);
  }
  return { threads, kernels, precision, wasmPath: wasmPath.endsWith('/') ? wasmPath : `${wasmPath}/` };
}
