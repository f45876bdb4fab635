import { takeSamples } from '../../measuring/take-samples';
import type { AnatomyJob, GpuStepsJob } from '../plan/gpu-job';
import { countDispatches } from './count-dispatches';
import type { GpuStepTimes, StepAnatomy } from './gpu-measurement';
import { timePrograms } from './time-programs';
import { trainingSteps } from './training-steps';

/** Times whole training steps on the current backend: each ends when its loss has been read. */
export async function measureGpuSteps(
  { network, batchSize, peer, pace }: GpuStepsJob,
  startMilliseconds: number,
): Promise<GpuStepTimes> {
  const { step } = trainingSteps(network, batchSize, peer);
  const losses: number[] = [];
  const run = async () => losses.push(await step());
  const [firstMilliseconds] = await takeSamples(run, { warmUp: 0, atLeast: 1, atMost: 1, seconds: 0 });
  const milliseconds = await takeSamples(run, pace);
  return { startMilliseconds, firstMilliseconds, milliseconds, losses };
}

/** Takes a step apart. */
export async function measureAnatomy({ network, batchSize, peer }: AnatomyJob): Promise<StepAnatomy> {
  const { send, step, fingerprint } = trainingSteps(network, batchSize, peer);
  const identity = await fingerprint();
  await step();
  const dispatches = await countDispatches(step);
  const programs = await timePrograms(() => send().dispose());
  return { fingerprint: identity, dispatches, programs };
}
