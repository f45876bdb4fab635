import type { BackendInfo, BackendPreference } from '@nin/backends';
import { signal } from '@preact/signals';
import { type Remote, wrap } from 'comlink';
import type { LabApi } from '../worker/lab-api';

/** Goes up when the worker starts and when it ends: what was sent to an earlier one is forgotten. */
export const workerGeneration = signal(0);

let running: { worker: Worker; api: Remote<LabApi> } | undefined;

/** The worker that holds data, models and the GPU; started when first asked for. */
export function lab(): Remote<LabApi> {
  running ??= start();
  return running.api;
}

/** Ends the worker, whatever it does; the next call of `lab` starts a fresh one. */
export function endWorker(): void {
  if (!running) return;
  running.worker.terminate();
  running = undefined;
  workerGeneration.value++;
}

/** Rejects when the worker dies; a call to a dead worker would never come back. */
export async function whileAlive<Result>(call: Promise<Result>): Promise<Result> {
  const worker = running?.worker;
  if (!worker) return call;
  let died: (event: ErrorEvent) => void = () => {};
  const death = new Promise<never>((_, reject) => {
    died = (event) => reject(new Error(`the worker stopped: ${event.message}`));
    worker.addEventListener('error', died);
  });
  try {
    return await Promise.race([call, death]);
  } finally {
    worker.removeEventListener('error', died);
  }
}

function start(): { worker: Worker; api: Remote<LabApi> } {
  const worker = new Worker(new URL('../worker/lab-worker.ts', import.meta.url), {
    type: 'module',
    name: 'nin-lab',
  });
  workerGeneration.value++;
  return { worker, api: wrap<LabApi>(worker) };
}

/** The backend of the worker. */
type BackendState =
  | { phase: 'none' }
  | { phase: 'starting'; preference: BackendPreference }
  | { phase: 'ready'; preference: BackendPreference; info: BackendInfo; generation: number }
  | { phase: 'failed'; preference: BackendPreference; message: string };

export const backendState = signal<BackendState>({ phase: 'none' });

/**
 * Starts a backend, or keeps the one that runs if it is what is asked for.
 *
 * @throws Error with what can be shown, if no worker starts; the state holds it too.
 */
export async function startBackend(preference: BackendPreference): Promise<BackendInfo> {
  const state = backendState.value;
  const api = lab();
  if (
    state.phase === 'ready' &&
    state.preference === preference &&
    state.generation === workerGeneration.value
  ) {
    return state.info;
  }
  backendState.value = { phase: 'starting', preference };
  try {
    const info = await whileAlive(api.selectBackend(preference));
    backendState.value = { phase: 'ready', preference, info, generation: workerGeneration.value };
    return info;
  } catch (error) {
    const { message } = error as Error;
    backendState.value = { phase: 'failed', preference, message };
    throw error;
  }
}
