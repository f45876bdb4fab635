import { trainingMacs } from './training-macs';
import type { DetailsJob, Job, SkippedSteps, StepsJob } from './job';
import { networks, type NetworkName } from './networks';
import type { Pace } from './pace';
import { peerNames, type PeerName } from './peers';

/** Options of {@link makePlan}. */
export interface PlanOptions {
  networks: readonly NetworkName[];
  /** One round and less time, for a first look. */
  quick: boolean;
  /** Cores of this machine; with one, `ours-N` would be `ours-1`. */
  cores: number;
}

/** The processes of a run, in their order, and what is left out. */
export interface Plan {
  rounds: number;
  jobs: Job[];
  skipped: SkippedSteps[];
}

/** What stock `cpu` computed on the machine this was written on; it only decides what is skipped. */
const stockCpuMacsPerSecond = 25e6;
/** A step that is longer than this would leave no time for the rest. */
const longestStepSeconds = 20;

const smallBatches: Partial<Record<PeerName, number>> = { 'stock-cpu': 2, 'stock-wasm': 2, 'jax-js': 8 };

/**
 * Plans a run. Every round goes through all networks and peers, so that what slows the machine down for a while slows
 * down all of them; a peer's samples come from as many processes as there are rounds.
 */
export function makePlan({ networks: names, quick, cores }: PlanOptions): Plan {
  const rounds = quick ? 1 : 3;
  const skipped: SkippedSteps[] = [];
  const firstRound = names.flatMap((network) =>
    peersOf(network, cores).flatMap((peer): StepsJob[] => {
      const batchSize = smallBatches[peer] ?? networks[network].batchSize;
      const reason = peer === 'stock-cpu' ? tooLong(network, batchSize) : undefined;
      if (reason) skipped.push({ network, peer, batchSize, reason });
      if (reason) return [];
      const pace = stepsPace(network, peer, quick);
      return [{ kind: 'steps', network, peer, batchSize, round: 0, pace, fingerprint: true }];
    }),
  );
  // What cannot train at all cannot do so in later rounds either.
  const laterRounds = Array.from({ length: rounds - 1 }, (_, i) =>
    firstRound
      .filter(({ peer }) => peer !== 'stock-wasm')
      .map((job) => ({ ...job, round: i + 1, fingerprint: false })),
  );
  const details = names.map((network) => detailsJob(network, quick));
  return { rounds, jobs: [...firstRound, ...laterRounds.flat(), ...details], skipped };
}

function peersOf(network: NetworkName, cores: number): PeerName[] {
  return peerNames.filter((peer) => {
    if (peer === 'ours-N') return cores > 1;
    // In jax-js the network has to be written anew, which was done for the one that stock tfjs is timed with, too.
    return peer !== 'jax-js' || network === 'quarter';
  });
}

function tooLong(network: NetworkName, batchSize: number): string | undefined {
  const seconds = (batchSize * trainingMacs(networks[network].spec)) / stockCpuMacsPerSecond;
  if (seconds <= longestStepSeconds) return undefined;
  const limit = `the limit here is ${longestStepSeconds} s`;
  return `a step of ${batchSize} images would take about ${Math.round(seconds)} s; ${limit}`;
}

/** V8 compiles what is hot in earnest only after some calls, so that short steps need more warm-up. */
function stepsPace(network: NetworkName, peer: PeerName, quick: boolean): Pace {
  switch (peer) {
    case 'ours-1':
    case 'ours-N':
      return networks[network].small
        ? { warmUp: 10, atLeast: 10, atMost: 200, seconds: quick ? 2 : 4 }
        : { warmUp: 2, atLeast: 3, atMost: 20, seconds: quick ? 0 : 8 };
    case 'stock-wasm':
      return { warmUp: 0, atLeast: 1, atMost: 1, seconds: 0 };
    case 'stock-cpu':
      // A step is seconds in loops of plain JavaScript: those are compiled well before the first one ends.
      return { warmUp: 1, atLeast: 2, atMost: 5, seconds: quick ? 0 : 5 };
    case 'jax-js':
      return { warmUp: 2, atLeast: 3, atMost: 5, seconds: 0 };
  }
}

function detailsJob(network: NetworkName, quick: boolean): DetailsJob {
  const { batchSize, small } = networks[network];
  return {
    kind: 'details',
    network,
    batchSize,
    steps: small
      ? { warmUp: 10, atLeast: 10, atMost: 100, seconds: quick ? 1 : 3 }
      : { warmUp: 2, atLeast: 3, atMost: 10, seconds: 0 },
    layers: { warmUp: small ? 10 : 2, atLeast: 3, atMost: 50, seconds: quick ? 0.1 : 0.3 },
  };
}
