import { selectBackend } from '@nin/backends';
import { synthetic } from '@nin/cifar';
import { enableProdMode } from '@tensorflow/tfjs-core';
import { tfjsBackendOf } from '../plan/page-backends';
import type { PageJob } from '../plan/page-job';
import { seed } from '../plan/training-settings';
import { trainOurs } from './train-ours';
import { trainStock } from './train-stock';
import type { PageMeasurement } from './training-measurement';

/** Does one job, in a worker that does nothing else. */
export async function measurePageJob(job: PageJob): Promise<PageMeasurement> {
  if (!crossOriginIsolated) throw new Error('the worker must be cross-origin isolated: threads need it');
  enableProdMode();
  const peer = job.kind === 'look' ? 'ours' : job.peer;
  const start = performance.now();
  const backend = await selectBackend(tfjsBackendOf(job.backend, peer), {
    kernels: peer === 'ours',
    wasmPath: new URL('/wasm/', location.href).href,
  });
  const startMilliseconds = performance.now() - start;
  const { device: name, software, threads } = backend;
  const device = { name, software };
  const { userAgent } = navigator;
  if (job.kind === 'look') return { userAgent, device };
  const train = synthetic({ count: job.images, seed });
  // Few, as an epoch ends with them and they are in no sample.
  const test = synthetic({ count: job.batchSize, seed: seed + 1 });
  const steps = peer === 'ours' ? await trainOurs(job, { train, test }) : await trainStock(job, train);
  return { userAgent, device, training: { device, threads, startMilliseconds, ...steps } };
}
