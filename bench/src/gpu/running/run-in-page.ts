import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright';
import { chromiumPath } from '@nin/testing/chromium';
import type { Reply } from '../../measuring/measurement';
import type { GpuMeasurement } from '../measuring/gpu-measurement';
import type { GpuJob } from '../plan/gpu-job';

/** Options of {@link runInPage}. */
export interface PageOptions {
  limitSeconds: number;
  browserArgs: readonly string[];
}

/** Pages have WebGPU only in a secure context, which this is without a server: requests are answered here. */
const address = 'http://localhost/';

/**
 * Measures one job in a browser of its own: the GPU's process and its compiled shaders must be fresh.
 *
 * Never fails: a page that crashes or hangs is a job that cannot be done, and says why.
 */
export async function runInPage(
  job: GpuJob,
  { limitSeconds, browserArgs }: PageOptions,
): Promise<Reply<GpuMeasurement>> {
  const script = await readFile(new URL('./page/measure-in-page.global.js', import.meta.url), 'utf8');
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...browserArgs] });
  let late = false;
  const stop = setTimeout(() => {
    late = true;
    void browser.close();
  }, 1000 * limitSeconds);
  try {
    const page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') console.error(`page: ${message.text()}`);
    });
    await page.route(`${address}**`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>bench</title>' }),
    );
    await page.goto(address);
    await page.addScriptTag({ content: script });
    return { measured: await page.evaluate(measureThere, job) };
  } catch (error) {
    if (late) return { cannot: `it did not end within ${limitSeconds} s` };
    return { cannot: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(stop);
    await browser.close();
  }
}

/** Runs in the page. */
function measureThere(job: GpuJob): Promise<GpuMeasurement> {
  const { measureGpuJob } = globalThis as unknown as {
    measureGpuJob: (job: GpuJob) => Promise<GpuMeasurement>;
  };
  return measureGpuJob(job);
}
