import { selectBackend } from '@nin/backends';
import { enableProdMode, getBackend } from '@tensorflow/tfjs-core';
import type { Job, MeasureJob, Pace } from '../job';
import { backendOf, onGpu } from '../places';
import type { ProductTimes, Run } from '../result/result';
import type { Contender } from './contender';
import { countDispatches } from './count-dispatches';
import { startKernelClock } from './kernel-clock';
import { measureLayers } from './measure-layers';
import { takeSamples } from './take-samples';
import { tfjsContender } from './tfjs-contender';
import { timePrograms } from './time-programs';
import { trainOurs, trainStock } from './train';

/**
 * Does one job, in a process or worker that does nothing else.
 *
 * @param wasmPath where a page has the binaries of tfjs-backend-wasm.
 */
export async function measureJob(job: Job, { wasmPath }: { wasmPath?: string } = {}): Promise<Run> {
  // As an application would: otherwise tfjs looks for NaN in the results of some of its kernels.
  enableProdMode();
  if (job.peer === 'jax-js') {
    // Loaded only here: it uses the backend `cpu` of tfjs.
    const { jax } = await import('./jax');
    const { network, seed } = job.scenario.experiment;
    const contender = await jax(network, { batchSize: job.batchSize, seed });
    return { device: { name: 'wasm', software: false, threads: 1 }, ...(await steps(contender, job)) };
  }
  const start = performance.now();
  const { place, peer } = job;
  const kernels = peer.startsWith('ours');
  const threads = peer === 'ours-1' ? 1 : undefined;
  const backend = await selectBackend(backendOf(place, peer), { kernels, threads, wasmPath });
  const device = { name: backend.device, software: backend.software, threads: backend.threads };
  if (job.measure === 'look') return { device };
  return { device, startMilliseconds: performance.now() - start, ...(await measured(job)) };
}

type Measured = Omit<Run, 'device' | 'startMilliseconds'>;

async function measured(job: MeasureJob): Promise<Measured> {
  switch (job.measure) {
    case 'training':
      return job.peer.startsWith('ours') ? trainOurs(job) : trainStock(job);
    case 'steps':
      return steps(tfjsContender(job), job);
    case 'anatomy':
      return onGpu(job.place) ? gpuAnatomy(job) : kernelAnatomy(job);
    case 'layers': {
      const contender = tfjsContender(job);
      const before = await products(contender, job);
      const layers = await measureLayers(job.scenario.experiment.network, job.batchSize, job.pace);
      return { layers, products: together(before, await products(contender, job)) };
    }
  }
}

/** Each step ends when its loss has been read. Products before and after show what the machine does at that moment. */
async function steps(contender: Contender, job: MeasureJob): Promise<Measured> {
  const fingerprint = job.fingerprint ? await contender.fingerprint() : undefined;
  const losses: number[] = [];
  const run = async () => losses.push(await contender.step());
  const before = await products(contender, job);
  const [firstMilliseconds] = await takeSamples(run, { warmUp: 0, atLeast: 1, atMost: 1, seconds: 0 });
  const milliseconds = await takeSamples(run, job.pace);
  const after = await products(contender, job);
  return { fingerprint, firstMilliseconds, milliseconds, losses, products: together(before, after) };
}

async function gpuAnatomy(job: MeasureJob): Promise<Measured> {
  const contender = tfjsContender(job);
  const { send, step } = contender;
  const fingerprint = job.fingerprint ? await contender.fingerprint() : undefined;
  await step();
  const dispatches = await countDispatches(step);
  const programs = await timePrograms(() => send().dispose());
  return { fingerprint, dispatches, programs, products: await products(contender, job) };
}

async function kernelAnatomy(job: MeasureJob): Promise<Measured> {
  const { step } = tfjsContender(job);
  const { pace } = job;
  const clock = startKernelClock(getBackend());
  await takeSamples(step, { ...pace, atLeast: 0, seconds: 0 });
  clock.lap();
  clock.reset();
  const inKernels: number[] = [];
  const run = async () => {
    await step();
    inKernels.push(clock.lap());
  };
  const milliseconds = await takeSamples(run, { ...pace, warmUp: 0, seconds: pace.seconds / 2 });
  return {
    clockedSteps: milliseconds.map((step, i) => ({ milliseconds: step, inKernels: inKernels[i] })),
    programs: clock.kernels(milliseconds.length),
  };
}

async function products(
  contender: Contender,
  { products: sizes, place }: MeasureJob,
): Promise<ProductTimes[]> {
  const once: Pace = { warmUp: 3, atLeast: 5, atMost: 5, seconds: 0 };
  // Work of a GPU is short compared with the wait for its end.
  const burst: Pace = { warmUp: 1, atLeast: 3, atMost: 20, seconds: 2, burst: 10 };
  const small: Pace = { warmUp: 1, atLeast: 3, atMost: 3, seconds: 0 };
  const pace = onGpu(place) ? (sizes.length > 1 ? burst : small) : once;
  const times: ProductTimes[] = [];
  for (const size of sizes) times.push({ size, milliseconds: await contender.sampleProduct(size, pace) });
  return times;
}

function together(before: readonly ProductTimes[], after: readonly ProductTimes[]): ProductTimes[] {
  return before.map(({ size, milliseconds }, i) => ({
    size,
    milliseconds: [...milliseconds, ...after[i].milliseconds],
  }));
}
