import type { Reply } from '../../measuring/measurement';
import { runInProcess } from '../../running/run-in-process';
import type { GpuMeasurement } from '../measuring/gpu-measurement';
import type { GpuJob } from '../plan/gpu-job';
import type { GpuEnvironment } from './gpu-environment';

/** Longer than any job should take. */
const limitSeconds = 400;

/** Measures one job in a process or a browser of its own. */
export async function runGpuJob(
  job: GpuJob,
  { env, browserArgs }: GpuEnvironment,
): Promise<Reply<GpuMeasurement>> {
  if (job.place === 'node-webgpu') {
    return runInProcess(new URL('./measure-in-node.js', import.meta.url), job, { limitSeconds, env });
  }
  // Loaded only here: who measures in Node alone needs no browser.
  const { runInPage } = await import('./run-in-page');
  return runInPage(job, { limitSeconds, browserArgs });
}
