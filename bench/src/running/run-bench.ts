import type { DetailsJob, Job, StepsJob } from '../plan/job';
import type { Plan } from '../plan/make-plan';
import { networks, type NetworkName } from '../plan/networks';
import { trainingMacs } from '../plan/training-macs';
import type { BenchResult, DetailsResult, StepsResult } from '../result/bench-result';
import { disagreements } from '../result/disagreements';
import { layerFigures } from '../result/layer-figures';
import { ratioByRound } from '../result/ratio-by-round';
import { summarize } from '../result/statistics';
import { stepFigures } from '../result/step-figures';
import { describeMachine } from './describe-machine';
import { networkFacts } from './network-facts';
import { readVersions } from './read-versions';
import { runJob } from './run-job';

/** Options of {@link runBench}. */
export interface RunOptions {
  set: string;
  networks: readonly NetworkName[];
  /** Told before each process starts. */
  onJob?: (job: Job, number: number) => void;
}

/** Runs a plan, one process after another, and sums up what they measured. */
export async function runBench(
  plan: Plan,
  { set, networks: names, onJob }: RunOptions,
): Promise<BenchResult> {
  const startedAt = new Date().toISOString();
  const machine = describeMachine();
  const versions = readVersions();
  const measured: StepsResult[] = [];
  const details: DetailsResult[] = [];
  for (const [i, job] of plan.jobs.entries()) {
    onJob?.(job, i + 1);
    if (job.kind === 'details') details.push(await runDetails(job));
    else await addRound(measured, job);
  }
  const skipped = plan.skipped.map(({ reason, ...rest }) => ({ ...rest, runs: [], skipped: reason }));
  const steps = [...measured, ...skipped].map(withFigures);
  return {
    version: 1,
    set,
    startedAt,
    endedAt: new Date().toISOString(),
    machine,
    versions,
    rounds: plan.rounds,
    networks: names.map(networkFacts),
    steps,
    threads: names.flatMap((network) => threadRatio(steps, network)),
    details,
    disagreements: disagreements(steps),
  };
}

async function addRound(measured: StepsResult[], job: StepsJob): Promise<void> {
  const { network, peer, batchSize, pace } = job;
  let result = measured.find((other) => other.network === network && other.peer === peer);
  if (!result) {
    result = { network, peer, batchSize, pace, runs: [] };
    measured.push(result);
  }
  const reply = await runJob(job);
  if ('measured' in reply) result.runs.push(reply.measured);
  else result.cannot = reply.cannot;
}

async function runDetails(job: DetailsJob): Promise<DetailsResult> {
  const { network, batchSize } = job;
  const reply = await runJob(job);
  if ('cannot' in reply) return { network, batchSize, job, cannot: reply.cannot };
  const raw = reply.measured;
  const outside = raw.clockedSteps.map(({ milliseconds, inKernels }) => 1 - inKernels / milliseconds);
  const figures = { layers: layerFigures(raw, batchSize), outsideKernels: summarize(outside) };
  return { network, batchSize, job, raw, figures };
}

function withFigures(result: StepsResult): StepsResult {
  const { network, batchSize, runs } = result;
  if (runs.length === 0) return result;
  const macs = batchSize * trainingMacs(networks[network].spec);
  return { ...result, figures: stepFigures(runs, batchSize, macs) };
}

function threadRatio(steps: readonly StepsResult[], network: NetworkName): BenchResult['threads'] {
  const mediansOf = (peer: string) =>
    steps.find((result) => result.network === network && result.peer === peer)?.figures?.medians;
  const [one, all] = [mediansOf('ours-1'), mediansOf('ours-N')];
  return one && all ? [{ network, ratio: ratioByRound(one, all) }] : [];
}
