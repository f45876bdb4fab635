/** The worker's script: measures the one job that the page posts, and posts what came of it. */
import { replyOf } from '../measuring/reply-of';
import { measurePageJob } from './measuring/measure-page-job';
import type { PageJob } from './plan/page-job';

addEventListener(
  'message',
  ({ data }: MessageEvent<PageJob>) => void replyOf(measurePageJob, data).then((reply) => postMessage(reply)),
  { once: true },
);
