import type { Reply } from '../../measuring/measurement';
import { networks, type NetworkName } from '../../plan/networks';
import { trainingMacs } from '../../plan/training-macs';
import { gflops } from '../../result/product-gflops';
import { summarize } from '../../result/statistics';
import { describeMachine } from '../../running/describe-machine';
import { networkFacts } from '../../running/network-facts';
import type { Versions } from '../../running/read-versions';
import type { GpuMeasurement } from '../measuring/gpu-measurement';
import type { AnatomyJob, GpuJob, GpuLayersJob, GpuStepsJob, ProductsJob } from '../plan/gpu-job';
import type { GpuPlan } from '../plan/make-gpu-plan';
import { gpuDisagreements } from '../result/gpu-disagreements';
import type {
  GpuLayersResult,
  GpuResult,
  GpuStepsResult,
  PlaceResult,
  ProductsResult,
} from '../result/gpu-result';
import { compareWithStock, gpuStepFigures } from '../result/gpu-step-figures';

/** Options of {@link runGpuBench}. */
export interface GpuRunOptions {
  set: string;
  networks: readonly NetworkName[];
  places: readonly PlaceResult[];
  versions: Versions;
  /** Does a job in a process or page of its own. */
  run: (job: GpuJob) => Promise<Reply<GpuMeasurement>>;
  /** Told before each job. */
  onJob?: (job: GpuJob, number: number) => void;
}

/** Runs a plan, one job after another, and sums up what they measured. */
export async function runGpuBench(plan: GpuPlan, options: GpuRunOptions): Promise<GpuResult> {
  const { set, networks: names, places, versions, run, onJob } = options;
  const startedAt = new Date().toISOString();
  const machine = describeMachine();
  const steps: GpuStepsResult[] = [];
  const products: ProductsResult[] = [];
  const layers: GpuLayersResult[] = [];
  for (const [i, job] of plan.jobs.entries()) {
    onJob?.(job, i + 1);
    const reply = await run(job);
    if (job.kind === 'steps') addRound(steps, job, reply);
    else if (job.kind === 'anatomy') addAnatomy(steps, job, reply);
    else if (job.kind === 'products') products.push(productsResult(job, reply));
    else if (job.kind === 'layers') layers.push(layersResult(job, reply));
  }
  return {
    version: 1,
    kind: 'gpu',
    set,
    startedAt,
    endedAt: new Date().toISOString(),
    machine,
    versions,
    rounds: plan.rounds,
    places: [...places],
    networks: names.map(networkFacts),
    steps: compareWithStock(steps.map(withFigures)),
    products,
    layers,
    disagreements: gpuDisagreements(steps),
  };
}

function addRound(steps: GpuStepsResult[], job: GpuStepsJob, reply: Reply<GpuMeasurement>): void {
  const { network, place, peer, batchSize, pace } = job;
  let result = find(steps, job);
  if (!result) {
    result = { network, place, peer, batchSize, pace, runs: [] };
    steps.push(result);
  }
  if ('cannot' in reply) result.cannot = reply.cannot;
  else if (reply.measured.steps) result.runs.push(reply.measured.steps);
}

function addAnatomy(steps: GpuStepsResult[], job: AnatomyJob, reply: Reply<GpuMeasurement>): void {
  const result = find(steps, job);
  if (!result) return;
  if ('cannot' in reply) result.cannot = reply.cannot;
  else Object.assign(result, reply.measured.anatomy);
}

function find(steps: GpuStepsResult[], { network, place, peer }: GpuStepsJob | AnatomyJob) {
  return steps.find((one) => one.network === network && one.place === place && one.peer === peer);
}

function withFigures(result: GpuStepsResult): GpuStepsResult {
  if (result.runs.length === 0) return result;
  const macs = result.batchSize * trainingMacs(networks[result.network].spec);
  return { ...result, figures: gpuStepFigures(result, macs) };
}

function productsResult({ place, peer, pace }: ProductsJob, reply: Reply<GpuMeasurement>): ProductsResult {
  if ('cannot' in reply) return { place, peer, pace, products: [], cannot: reply.cannot };
  const products = (reply.measured.products ?? []).map(({ size, milliseconds }) => {
    const summary = summarize(milliseconds);
    return { size, milliseconds, summary, gflops: gflops(size ** 3, summary.median) };
  });
  return { place, peer, pace, products };
}

function layersResult(
  { network, place, peer, batchSize, pace }: GpuLayersJob,
  reply: Reply<GpuMeasurement>,
): GpuLayersResult {
  const who = { network, place, peer, batchSize, pace };
  return 'cannot' in reply
    ? { ...who, layers: [], cannot: reply.cannot }
    : { ...who, layers: reply.measured.layers ?? [] };
}
