import type { NetworkName } from '../../plan/networks';
import type { Pace } from '../../plan/pace';
import type { BurstPace, GpuJob } from './gpu-job';
import { gpuPeers, type GpuPeer, type PlaceName } from './places';

/** Options of {@link makeGpuPlan}. */
export interface GpuPlanOptions {
  places: readonly PlaceName[];
  networks: readonly NetworkName[];
  /** One round and fewer samples, for a first look. */
  quick: boolean;
  /** Whether the GPU is a program on the processor, a hundred times as slow. */
  software: boolean;
}

/** The jobs of a run, in their order. */
export interface GpuPlan {
  rounds: number;
  jobs: GpuJob[];
}

/** The networks of a run, unless the user names some. */
export function defaultNetworks(software: boolean, quick: boolean): NetworkName[] {
  if (software) return quick ? ['quarter'] : ['tiny', 'quarter'];
  return quick ? ['tiny', 'quarter', 'modern'] : ['tiny', 'quarter', 'modern', 'paper', 'lecture'];
}

/** Images a step, for all alike. In software as few as make a step of stock tfjs some seconds. */
export function gpuBatchSize(network: NetworkName, software: boolean, quick: boolean): number {
  if (!software) return network === 'quarter' ? 32 : 128;
  if (network === 'tiny') return 8;
  return quick ? 2 : 4;
}

/**
 * Plans a run. Every round goes through all networks, places and peers, so that what slows the machine down for a while
 * slows down all of them. Before them the products, after them what needs one process each.
 */
export function makeGpuPlan({ places, networks, quick, software }: GpuPlanOptions): GpuPlan {
  const rounds = quick ? 1 : software ? 2 : 3;
  const workers = places.flatMap((place) => gpuPeers.map((peer) => ({ place, peer })));
  const products = workers.map((worker): GpuJob => productsJob(worker, software));
  const steps = Array.from({ length: rounds }, (_, round) =>
    networks.flatMap((network) =>
      workers.map((worker): GpuJob => {
        const batchSize = gpuBatchSize(network, software, quick);
        const pace = stepsPace(worker.peer, quick, software);
        return { kind: 'steps', ...worker, network, batchSize, round, pace };
      }),
    ),
  );
  const rest = networks.flatMap((network) =>
    workers.flatMap((worker): GpuJob[] => {
      const work = { ...worker, network, batchSize: gpuBatchSize(network, software, quick) };
      const layers = { kind: 'layers', ...work, pace: layersPace(quick, software) } as const;
      return [{ kind: 'anatomy', ...work }, ...(wantsLayers(network, quick, software) ? [layers] : [])];
    }),
  );
  return { rounds, jobs: [...products, ...steps.flat(), ...rest] };
}

function productsJob(worker: { place: PlaceName; peer: GpuPeer }, software: boolean): GpuJob {
  return software
    ? { kind: 'products', ...worker, sizes: [512], pace: { ...burst(3, 0), runs: 1 } }
    : { kind: 'products', ...worker, sizes: [1024, 4096], pace: { ...burst(20, 2), runs: 10 } };
}

function burst(atMost: number, seconds: number): Pace {
  return { warmUp: 1, atLeast: 3, atMost, seconds };
}

function stepsPace(peer: GpuPeer, quick: boolean, software: boolean): Pace {
  if (!software) {
    // Stock's steps may be seconds there, too.
    return peer === 'ours'
      ? { warmUp: 5, atLeast: 5, atMost: 200, seconds: quick ? 1 : 3 }
      : { warmUp: 2, atLeast: 3, atMost: 200, seconds: quick ? 1 : 3 };
  }
  if (quick) return { warmUp: 0, atLeast: 1, atMost: 3, seconds: 3 };
  return peer === 'ours'
    ? { warmUp: 1, atLeast: 3, atMost: 10, seconds: 8 }
    : { warmUp: 0, atLeast: 2, atMost: 5, seconds: 8 };
}

function layersPace(quick: boolean, software: boolean): BurstPace {
  if (software) return { warmUp: 1, atLeast: 1, atMost: 3, seconds: 0.2, runs: 1 };
  return { warmUp: 2, atLeast: 3, atMost: 10, seconds: quick ? 0.1 : 0.3, runs: 5 };
}

/** In software the layers of one network take minutes with stock tfjs. */
function wantsLayers(network: NetworkName, quick: boolean, software: boolean): boolean {
  if (software) return network === 'quarter' && !quick;
  return network !== 'tiny';
}
