import type { Details, Reply, StepTimes } from '../measuring/measurement';
import type { DetailsJob, Job, StepsJob } from '../plan/job';
import { runInProcess } from './run-in-process';

/** Longer than any job should take. */
const limitSeconds = 180;

/** Measures one job in a process of its own; see {@link runInProcess}. */
export function runJob(job: StepsJob): Promise<Reply<StepTimes>>;
export function runJob(job: DetailsJob): Promise<Reply<Details>>;
export function runJob(job: Job): Promise<Reply<StepTimes | Details>> {
  return runInProcess(new URL('./measure.js', import.meta.url), job, { limitSeconds });
}
