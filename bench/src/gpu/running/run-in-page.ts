import { readFile } from 'node:fs/promises';
import type { Reply } from '../../measuring/measurement';
import { inFreshPage, type FreshPageOptions } from '../../running/in-fresh-page';
import type { GpuMeasurement } from '../measuring/gpu-measurement';
import type { GpuJob } from '../plan/gpu-job';

/** Measures one job in a page of a browser of its own; see {@link inFreshPage}. */
export async function runInPage(
  job: GpuJob,
  options: Pick<FreshPageOptions, 'limitSeconds' | 'browserArgs'>,
): Promise<Reply<GpuMeasurement>> {
  const script = await readFile(new URL('./page/measure-in-page.global.js', import.meta.url), 'utf8');
  return inFreshPage(async (page) => {
    await page.addScriptTag({ content: script });
    return { measured: await page.evaluate(measureThere, job) };
  }, options);
}

/** Runs in the page. */
function measureThere(job: GpuJob): Promise<GpuMeasurement> {
  const { measureGpuJob } = globalThis as unknown as {
    measureGpuJob: (job: GpuJob) => Promise<GpuMeasurement>;
  };
  return measureGpuJob(job);
}
