import { backend_util, getBackend, setBackend } from '@tensorflow/tfjs-core';
import { requirePreference, type BackendName, type BackendPreference } from './backend-name';
import type { Candidate, DeviceDescription, Precision } from './candidate';
import { whyNoGradients } from './gradients-registered';
import { startOptions, type SelectBackendOptions } from './select-options';
import { tryBackend, type StartedBackend } from './try-backend';

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
        if (auto && candidate.probe) refuseSoftware(await candidate.probe());
        const started = await tryBackend(candidate, start);
        if (auto) refuseSoftware(started);
        if (auto && started.name === 'cpu') warnOnce(slowness(rejected));
        return describePick(started, { auto, asked: start.precision, rejected });
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

function slowness(rejected: BackendInfo['rejected']): string {
  return (
    'selectBackend: took cpu, plain JavaScript, on which training is a hundred times slower and more, as nothing faster ' +
    `works here: ${reasonsOf(rejected)}`
  );
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

const given = new Set<string>();

/** Warns in words, as tfjs warns, which `tf.enableProdMode()` silences; the same words once per process. */
export function warnOnce(words: string): void {
  if (given.has(words)) return;
  given.add(words);
  backend_util.warn(words);
}
