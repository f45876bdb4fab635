import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Details, Reply, StepTimes } from '../measuring/measurement';
import type { DetailsJob, Job, StepsJob } from '../plan/job';

/** Longer than any job should take: one that hangs must not hold up the rest. */
const limitSeconds = 180;

/**
 * Measures one job in a process of its own: tfjs has one engine a process, and memory must be fresh.
 *
 * Never fails: a process that dies or hangs is a job that cannot be done, and says why.
 */
export function runJob(job: StepsJob): Promise<Reply<StepTimes>>;
export function runJob(job: DetailsJob): Promise<Reply<Details>>;
export function runJob(job: Job): Promise<Reply<StepTimes | Details>> {
  // What tfjs prints goes to stderr: stdout is for the table.
  const child = fork(fileURLToPath(new URL('./measure.js', import.meta.url)), {
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  return new Promise((resolve) => {
    const stop = setTimeout(() => {
      resolve({ cannot: `it did not end within ${limitSeconds} s` });
      child.kill('SIGKILL');
    }, 1000 * limitSeconds);
    let reply: Reply<StepTimes | Details> | undefined;
    child.once('message', (message) => (reply = message as Reply<StepTimes | Details>));
    child.once('error', (error) => resolve({ cannot: error.message }));
    // The next job begins when this process is gone, so that it has the machine to itself.
    child.once('close', (code, signal) => {
      clearTimeout(stop);
      resolve(reply ?? { cannot: `its process ended with ${signal ?? `exit code ${code}`}` });
    });
    child.send(job);
  });
}
