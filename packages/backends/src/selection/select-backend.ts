import { getBackend, setBackend } from '@tensorflow/tfjs-core';
import { requirePreference, type BackendName, type BackendPreference } from './backend-name';
import type { Candidate, DeviceDescription, Precision } from './candidate';
import { tryBackend, type StartedBackend } from './try-backend';

/** Options of {@link SelectBackend}. */
export interface SelectBackendOptions {
  /**
   * Threads for wasm. Positive integer. Default: one for each core, at most 16. Pages that are not cross-origin isolated
   * have one, whatever is asked for. Results do not depend on it.
   */
  threads?: number;
  /** Whether to install the training kernels. Default true. Without them stock wasm cannot train conv nets. */
  kernels?: boolean;
  /**
   * `float16` lets webgpu round the factors of products to half precision, and multiply with subgroup matrices (tensor
   * cores) where the adapter offers them; sums, results and weights stay float32. Default `float32`, which is also what
   * is used where the adapter cannot, or fails its check: see `BackendInfo.precision`.
   */
  precision?: Precision;
  /** URL prefix of the .wasm files of tfjs-backend-wasm, for bundlers. Default: beside the script. */
  wasmPath?: string;
}

/** What {@link SelectBackend} picked. */
export interface BackendInfo {
  name: BackendName;
  /** What computes, for people: a GPU's or processor's name. */
  device: string;
  /** Whether a GPU interface is served by the processor. */
  software: boolean;
  /** Threads that compute; 1 for GPUs. */
  threads: number;
  /** Of the factors of matrix products and convolutions. */
  precision: Precision;
  /** The names of the kernels that were replaced or added. */
  kernels: string[];
  /** Why this one, in one sentence. */
  reason: string;
  /** What was tried before, and why it was not taken. */
  rejected: { name: BackendName; reason: string }[];
}

/** Picks a backend; see {@link makeSelectBackend}. */
export type SelectBackend = (
  preference?: BackendPreference,
  options?: SelectBackendOptions,
) => Promise<BackendInfo>;

/** Binds the selection to the backends that an environment may have, best first. */
export function makeSelectBackend(candidates: readonly Candidate[]): SelectBackend {
  return async function selectBackend(
    preference = 'auto',
    { threads, kernels = true, precision = 'float32', wasmPath } = {},
  ) {
    requirePreference(preference);
    requirePrecision(precision);
    if (threads !== undefined && (!Number.isInteger(threads) || threads <= 0)) {
      throw new RangeError(`selectBackend: threads must be a positive integer, got ${threads}`);
    }
    const before = getBackend() as string | undefined;
    const auto = preference === 'auto';
    const rejected: BackendInfo['rejected'] = [];
    for (const candidate of candidates) {
      if (!auto && candidate.name !== preference) continue;
      try {
        if (auto && candidate.probe) refuseSoftware(await candidate.probe());
        const started = await tryBackend(candidate, { threads, wasmPath, kernels, precision });
        if (auto) refuseSoftware(started);
        return describePick(started, { auto, asked: precision, rejected });
      } catch (error) {
        rejected.push({
          name: candidate.name,
          reason: error instanceof Error ? error.message : String(error),
        });
      }
    }
    if (before) await setBackend(before);
    const reasons = rejected.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
    throw new Error(`selectBackend: no backend for '${preference}': ${reasons}`);
  };
}

function requirePrecision(precision: string): void {
  if (precision === 'float32' || precision === 'float16') return;
  throw new RangeError(`selectBackend: precision must be float32 or float16, got '${precision}'`);
}

function refuseSoftware({ device, software }: DeviceDescription): void {
  if (software) throw new Error(`${device} is a GPU in software, slower than the processor itself`);
}

function describePick(
  started: StartedBackend,
  { auto, asked, rejected }: { auto: boolean; asked: Precision; rejected: BackendInfo['rejected'] },
): BackendInfo {
  const { name, device, software, threads, precision, kernels, check } = started;
  const why = auto
    ? `the first of webgpu, webgl, wasm, cpu that runs here and passes its ${check.checks.length} numerical checks`
    : 'asked for';
  const reason =
    precision === asked ? why : `${why}; in ${precision}, as it has no ${asked} here that passes its checks`;
  return { name, device, software, threads, precision, kernels, reason, rejected };
}
