import type { Pace } from '../../plan/pace';
import { peersOn, type PageBackend, type PagePeer } from './page-backends';
import type { PageNetwork, TrainingJob } from './page-job';

/** A backend to train on. */
export interface PlannedBackend {
  backend: PageBackend;
  /** Whether its GPU is a program on the processor, a hundred times as slow. */
  software: boolean;
}

/** Options of {@link makePagePlan}. */
export interface PagePlanOptions {
  backends: readonly PlannedBackend[];
  networks: readonly PageNetwork[];
  /** One round and fewer samples, for a first look. */
  quick: boolean;
}

/** The jobs of a run, in their order. */
export interface PagePlan {
  rounds: number;
  jobs: TrainingJob[];
}

/** Images a step: as many as keep a step of the slowest at some seconds. */
export function pageBatchSize(
  network: PageNetwork,
  peer: PagePeer,
  { backend, software }: PlannedBackend,
): number {
  if (peer === 'stock-cpu') return 2;
  if (backend === 'wasm') return network === 'tiny' ? 64 : 32;
  // 128 is the batch of every recipe of the lab.
  if (!software) return 128;
  return network === 'tiny' ? 16 : 4;
}

/**
 * Plans a run. Every round goes through all networks, backends and peers, so that what slows the machine down for a while
 * slows down all of them; every other round in the opposite order of peers, so that none always comes first.
 */
export function makePagePlan({ backends, networks, quick }: PagePlanOptions): PagePlan {
  const rounds = quick ? 1 : 3;
  const jobs = Array.from({ length: rounds }, (_, round) =>
    networks.flatMap((network) =>
      backends.flatMap((planned) =>
        peersInRound(planned.backend, round).map((peer): TrainingJob => {
          const batchSize = pageBatchSize(network, peer, planned);
          const pace = trainingPace(peer, planned, quick);
          const images = epochImages(planned);
          return {
            kind: 'training',
            network,
            backend: planned.backend,
            peer,
            batchSize,
            images,
            round,
            pace,
          };
        }),
      ),
    ),
  );
  return { rounds, jobs: jobs.flat() };
}

function peersInRound(backend: PageBackend, round: number): PagePeer[] {
  const peers = peersOn(backend)
    // It fails every time; once is enough to know with what.
    .filter((peer) => round === 0 || backend !== 'wasm' || peer !== 'stock');
  return round % 2 === 0 ? peers : peers.reverse();
}

/**
 * About as many as CIFAR-10 has where a second takes thousands of them, else fewer, as they must be drawn. A multiple of
 * all batches: a smaller last one would want shaders of its own.
 */
function epochImages({ backend, software }: PlannedBackend): number {
  return backend !== 'wasm' && software ? 1280 : 51_200;
}

function trainingPace(peer: PagePeer, { backend, software }: PlannedBackend, quick: boolean): Pace {
  // Up to six seconds a step.
  if (peer === 'stock-cpu') return { warmUp: 0, atLeast: quick ? 1 : 2, atMost: 5, seconds: quick ? 2 : 6 };
  if (backend === 'wasm') return { warmUp: 10, atLeast: 5, atMost: 200, seconds: quick ? 3 : 6 };
  if (software) {
    const warmUp = peer === 'ours' ? 2 : quick ? 0 : 1;
    return { warmUp, atLeast: quick ? 2 : 3, atMost: 20, seconds: quick ? 3 : 8 };
  }
  // Stock's steps may be seconds there, too.
  return { warmUp: peer === 'ours' ? 10 : 2, atLeast: 5, atMost: 200, seconds: quick ? 2 : 5 };
}
