/** The worker of the page: does the one job that the page posts, and posts the result. */
import type { Job } from '../job';
import type { Run } from '../result/result';
import { measureJob } from './measure-job';
import { replyOf } from './reply';

async function measure(job: Job): Promise<Run> {
  const run = await measureJob(job, { wasmPath: new URL('/wasm/', location.href).href });
  return { ...run, userAgent: navigator.userAgent };
}

addEventListener(
  'message',
  ({ data }: MessageEvent<Job>) => void replyOf(measure(data)).then((reply) => postMessage(reply)),
  { once: true },
);
