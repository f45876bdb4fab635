import type { Candidate, DeviceDescription } from './candidate';
import { loadPackage } from './candidate';

/** The plain JavaScript backend: always there, for reference, far too slow to train with. */
export function cpuCandidate(describeProcessor: () => string): Candidate {
  return {
    name: 'cpu',
    load: async () => {
      await loadPackage('@tensorflow/tfjs-backend-cpu', () => import('@tensorflow/tfjs-backend-cpu'));
    },
    describe: () => ({ device: `${describeProcessor()}, JavaScript`, software: false, threads: 1 }),
  };
}

/** WebAssembly with SIMD. `threadsAllowed` says whether tfjs can start its threads in this environment. */
export function wasmCandidate(describeProcessor: () => string, threadsAllowed: () => boolean): Candidate {
  const load = () =>
    loadPackage('@tensorflow/tfjs-backend-wasm', () => import('@tensorflow/tfjs-backend-wasm'));
  return {
    name: 'wasm',
    async load({ threads, wasmPath }) {
      const wasm = await load();
      if (threads !== undefined && threadsAllowed()) wasm.setThreadsCount(threads);
      if (wasmPath !== undefined) wasm.setWasmPaths(wasmPath);
    },
    async describe(): Promise<DeviceDescription> {
      const threads = (await load()).getThreadsCount();
      const count = threads === 1 ? '1 thread' : `${threads} threads`;
      return { device: `${describeProcessor()}, WebAssembly, ${count}`, software: false, threads };
    },
  };
}
