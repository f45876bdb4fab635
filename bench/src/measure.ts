/** The child process: measures one job and sends what came of it. */
import { enableProdMode } from '@tensorflow/tfjs-core';
import { measureDetails } from './measuring/measure-details';
import { measureSteps } from './measuring/measure-steps';
import type { Details, StepTimes } from './measuring/measurement';
import { replyToParent } from './measuring/reply-to-parent';
import type { Job } from './plan/job';

replyToParent((job: Job): Promise<StepTimes | Details> => {
  // As an application would: otherwise tfjs looks for NaN in what some of its kernels give.
  enableProdMode();
  return job.kind === 'steps' ? measureSteps(job) : measureDetails(job);
});
