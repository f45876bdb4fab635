/** The child process: measures one job and sends what came of it. */
import { enableProdMode } from '@tensorflow/tfjs-core';
import { measureDetails } from './measuring/measure-details';
import { measureSteps } from './measuring/measure-steps';
import type { Details, Reply, StepTimes } from './measuring/measurement';
import type { Job } from './plan/job';

process.once('message', (job: Job) => void answer(job));
// Nobody is left to tell.
process.once('disconnect', () => process.exit());

async function answer(job: Job): Promise<void> {
  const reply = await measure(job);
  // The threads of a backend would keep the process.
  process.send?.(reply, () => process.exit());
}

async function measure(job: Job): Promise<Reply<StepTimes | Details>> {
  try {
    // As an application would: otherwise tfjs looks for NaN in what some of its kernels give.
    enableProdMode();
    return { measured: job.kind === 'steps' ? await measureSteps(job) : await measureDetails(job) };
  } catch (error) {
    return { cannot: error instanceof Error ? error.message : String(error) };
  }
}
