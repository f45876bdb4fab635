import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Reply } from '../../measuring/measurement';
import { inFreshPage, type ServedFile } from '../../running/in-fresh-page';
import type { PageMeasurement } from '../measuring/training-measurement';
import type { PageJob } from '../plan/page-job';

/** Longer than any job should take. */
const limitSeconds = 180;

/** With the first two, a page is cross-origin isolated and gets memory that threads share; the third lets workers stay in it. */
const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

const wasmFiles = [
  'tfjs-backend-wasm.wasm',
  'tfjs-backend-wasm-simd.wasm',
  'tfjs-backend-wasm-threaded-simd.wasm',
];

/** Measures one job in a worker of a cross-origin isolated page of a browser of its own; see {@link inFreshPage}. */
export async function runInWorker(
  job: PageJob,
  { browserArgs }: { browserArgs: readonly string[] },
): Promise<Reply<PageMeasurement>> {
  const files = await siteFiles();
  return inFreshPage((page) => page.evaluate(measureInWorker, job), {
    limitSeconds,
    browserArgs,
    files,
    headers: isolationHeaders,
  });
}

/** The worker's script, and what the wasm backend fetches. */
async function siteFiles(): Promise<Map<string, ServedFile>> {
  const script = await readFile(new URL('./worker/measure-in-worker.js', import.meta.url));
  const folder = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));
  const files = new Map([['/worker.js', { contentType: 'text/javascript', body: script }]]);
  for (const name of wasmFiles) {
    const body = await readFile(join(folder, name));
    files.set(`/wasm/${name}`, { contentType: 'application/wasm', body });
  }
  return files;
}

/** Runs in the page. */
function measureInWorker(job: PageJob): Promise<Reply<PageMeasurement>> {
  return new Promise((resolve) => {
    const worker = new Worker('/worker.js', { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<Reply<PageMeasurement>>) => resolve(data);
    worker.onerror = ({ message }) => resolve({ cannot: message || 'the worker did not start' });
    worker.postMessage(job);
  });
}
