import { selectBackend } from '@nin/backends';
import { enableProdMode } from '@tensorflow/tfjs-core';
import { measureLayers } from '../../measuring/measure-layers';
import { networks } from '../../plan/networks';
import type { GpuJob } from '../plan/gpu-job';
import { backendOf } from '../plan/places';
import type { GpuMeasurement } from './gpu-measurement';
import { measureAnatomy, measureGpuSteps } from './measure-gpu-steps';
import { measureProducts } from './measure-products';
import { sampleBurst } from './sample-burst';

/** Does one job, in a process or page that does nothing else. */
export async function measureGpuJob(job: GpuJob): Promise<GpuMeasurement> {
  // As an application would: otherwise tfjs looks for NaN in what some of its kernels give.
  enableProdMode();
  const start = performance.now();
  const backend = await selectBackend(backendOf(job.place), { kernels: job.peer === 'ours' });
  const startMilliseconds = performance.now() - start;
  const device = { name: backend.device, software: backend.software };
  switch (job.kind) {
    case 'look':
      return { device };
    case 'products':
      return { device, products: await measureProducts(job) };
    case 'steps':
      return { device, steps: await measureGpuSteps(job, startMilliseconds) };
    case 'anatomy':
      return { device, anatomy: await measureAnatomy(job) };
    case 'layers': {
      const { spec } = networks[job.network];
      const layers = await measureLayers(spec, job.batchSize, (run) => sampleBurst(run, job.pace));
      return { device, layers };
    }
  }
}
