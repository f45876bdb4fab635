import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { findBackend } from '@tensorflow/tfjs-core';
import { runtimeOf } from '../wasm/runtime';
import { requestThreads } from '../wasm/thread-count';
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

/** How the wasm backend is had in an environment. */
export interface WasmEnvironment {
  describeProcessor: () => string;
  /** Why threads cannot be had here, if they cannot. */
  threadsRefused: () => string | undefined;
  /** Starts the backend so that its memory is shared by threads, if tfjs does not do so by itself. */
  withThreads?: (start: () => Promise<boolean>) => Promise<boolean>;
}

/** WebAssembly with SIMD, on every core that may be had. */
export function wasmCandidate({
  describeProcessor,
  threadsRefused,
  withThreads = (start) => start(),
}: WasmEnvironment): Candidate {
  const load = () =>
    loadPackage('@tensorflow/tfjs-backend-wasm', () => import('@tensorflow/tfjs-backend-wasm'));
  return {
    name: 'wasm',
    async load({ threads, wasmPath }) {
      const wasm = await load();
      requestThreads(threads);
      if (threads !== undefined && !threadsRefused()) wasm.setThreadsCount(threads);
      if (wasmPath !== undefined) wasm.setWasmPaths(wasmPath);
    },
    starting: ({ kernels, threads }, start) => (kernels && threads !== 1 ? withThreads(start) : start()),
    async describe({ kernels }): Promise<DeviceDescription> {
      const threads = kernels ? await kernelThreads() : (await load()).getThreadsCount();
      const count = threads === 1 ? '1 thread' : `${threads} threads`;
      return { device: `${describeProcessor()}, WebAssembly, ${count}`, software: false, threads };
    },
  };
}

async function kernelThreads(): Promise<number> {
  const { threads, ready } = runtimeOf(findBackend('wasm') as BackendWasm);
  await ready;
  return threads;
}
