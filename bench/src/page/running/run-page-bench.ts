import type { Reply } from '../../measuring/measurement';
import { describeMachine } from '../../running/describe-machine';
import { networkFacts } from '../../running/network-facts';
import type { Versions } from '../../running/read-versions';
import type { PageMeasurement } from '../measuring/training-measurement';
import type { PagePlan } from '../plan/make-page-plan';
import type { PageNetwork, TrainingJob } from '../plan/page-job';
import { trainingSettings } from '../plan/training-settings';
import type { FoundBackend, PageResult, TrainingResult } from '../result/page-result';
import { compareWithStock, trainingFigures } from '../result/training-figures';

/** Options of {@link runPageBench}. */
export interface PageRunOptions {
  set: string;
  networks: readonly PageNetwork[];
  backends: readonly FoundBackend[];
  versions: Versions;
  /** Does a job in a worker of its own. */
  run: (job: TrainingJob) => Promise<Reply<PageMeasurement>>;
  /** Told before each job. */
  onJob?: (job: TrainingJob, number: number) => void;
}

/** Runs a plan, one job after another, and sums up what they measured. */
export async function runPageBench(
  { jobs, rounds }: PagePlan,
  { set, networks, backends, versions, run, onJob }: PageRunOptions,
): Promise<PageResult> {
  const startedAt = new Date().toISOString();
  const machine = describeMachine();
  const measured: TrainingResult[] = [];
  let userAgent: string | undefined;
  for (const [i, job] of jobs.entries()) {
    onJob?.(job, i + 1);
    const reply = await run(job);
    if ('measured' in reply) ({ userAgent } = reply.measured);
    addRun(measured, job, reply);
  }
  const trainings = measured.map((result) => ({ ...result, figures: trainingFigures(result.runs) }));
  return {
    version: 1,
    kind: 'page',
    set,
    startedAt,
    endedAt: new Date().toISOString(),
    machine,
    userAgent,
    versions,
    rounds,
    settings: trainingSettings,
    backends: [...backends],
    networks: networks.map(networkFacts),
    trainings: compareWithStock(trainings),
  };
}

function addRun(measured: TrainingResult[], job: TrainingJob, reply: Reply<PageMeasurement>): void {
  const { network, backend, peer, batchSize, images, pace } = job;
  let result = measured.find(
    (other) => other.network === network && other.backend === backend && other.peer === peer,
  );
  if (!result) {
    result = { network, backend, peer, batchSize, images, pace, runs: [] };
    measured.push(result);
  }
  if ('cannot' in reply) result.cannot = reply.cannot;
  else if (reply.measured.training) result.runs.push(reply.measured.training);
}
