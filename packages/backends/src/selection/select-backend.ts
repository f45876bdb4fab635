import { backend_util, getBackend, setBackend } from '@tensorflow/tfjs-core';
import { requirePreference, type BackendName, type BackendPreference } from './backend-name';
import type { Candidate, DeviceDescription, Precision } from './candidate';
import { whyNoGradients } from './gradients-registered';
import { startOptions, type SelectBackendOptions } from './select-options';
import { tryBackend, type StartedBackend } from './try-backend';

/** The backend that {@link SelectBackend} selected. */
export interface BackendInfo {
  name: BackendName;
  /** The name of the GPU or CPU. */
  device: string;
  /** Whether the GPU is emulated on the CPU. */
  software: boolean;
  /** Number of compute threads; 1 for GPUs. */
  threads: number;
  /** Precision of the factors of matrix products and convolutions. */
  precision: Precision;
  /** The tfjs names of the kernels that were replaced or added. */
  kernels: string[];
  /** Why this backend was selected, in one sentence. */
  reason: string;
  /** The backends that were tried first, and why they were rejected. */
  rejected: { name: BackendName; reason: string }[];
}

/** Selects a backend; see {@link makeSelectBackend}. */
export type SelectBackend = (
  preference?: BackendPreference,
  options?: SelectBackendOptions,
) => Promise<BackendInfo>;

/** Returns a `selectBackend` for the backends that an environment may support, best first. */
export function makeSelectBackend(candidates: readonly Candidate[]): SelectBackend {
  return async function selectBackend(preference = 'auto', options = {}) {
    requirePreference(preference);
    const start = startOptions(options);
    const noGradients = start.kernels ? whyNoGradients() : undefined;
    if (noGradients !== undefined) throw new Error(`selectBackend: ${noGradients}`);
    const before = getBackend() as string | undefined;
    const auto = preference === 'auto';
    const rejected: BackendInfo['rejected'] = [];
    for (const candidate of candidates) {
      if (!auto && candidate.name !== preference) continue;
      try {
        if (auto && candidate.probe) rejectSoftware(await candidate.probe());
        const started = await tryBackend(candidate, start);
        if (auto) rejectSoftware(started);
        if (auto && started.name === 'cpu') warnOnce(slowWarning(rejected));
        return describeSelection(started, { auto, requested: start.precision, rejected });
      } catch (error) {
        rejected.push({
          name: candidate.name,
          reason: error instanceof Error ? error.message : String(error),
        });
      }
    }
    if (before) await setBackend(before);
    throw new Error(`selectBackend: no backend for '${preference}': ${reasonsOf(rejected)}`);
  };
}

function reasonsOf(rejected: BackendInfo['rejected']): string {
  return rejected.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
}

function slowWarning(rejected: BackendInfo['rejected']): string {
  return (
    'selectBackend: using cpu (plain JavaScript), where training is at least a hundred times slower, because no faster ' +
    `backend works: ${reasonsOf(rejected)}`
  );
}

function rejectSoftware({ device, software }: DeviceDescription): void {
  if (software) throw new Error(`${device} is a software GPU, which is slower than wasm on the same CPU`);
}

function describeSelection(
  started: StartedBackend,
  { auto, requested, rejected }: { auto: boolean; requested: Precision; rejected: BackendInfo['rejected'] },
): BackendInfo {
  const { name, device, software, threads, precision, kernels, check } = started;
  const why = auto
    ? `the first of webgpu, webgl, wasm, cpu that runs here and passes its ${check.checks.length} numerical checks`
    : 'requested';
  const reason =
    precision === requested
      ? why
      : `${why}; in ${precision}, because ${requested} is not available or fails its checks`;
  return { name, device, software, threads, precision, kernels, reason, rejected };
}

const given = new Set<string>();

/** Warns the way tfjs does, which `tf.enableProdMode()` silences; each message at most once per process. */
function warnOnce(message: string): void {
  if (given.has(message)) return;
  given.add(message);
  backend_util.warn(message);
}
