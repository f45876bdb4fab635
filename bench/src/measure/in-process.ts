/** The child process: does one job and sends the result to its parent. */
import type { Job } from '../job';
import type { Run } from '../result/result';
import { measureJob } from './measure-job';
import { replyToParent } from './reply';

replyToParent(async (job: Job): Promise<Run> => {
  const run = await measureJob(job);
  // Node reports KiB on every system.
  return { ...run, peakMemoryBytes: 1024 * process.resourceUsage().maxRSS };
});
