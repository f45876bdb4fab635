import { wrap, type Remote } from 'comlink';
import { signal } from '@preact/signals';
import type { LabApi } from '../worker/lab-api';

/** Goes up when the worker starts and when it ends: what was told to an earlier one is forgotten. */
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
