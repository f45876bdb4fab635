import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { findBackend } from '@tensorflow/tfjs-core';
import { renewedRuntimeOf, runtimeOf } from '../wasm/runtime';
import { requestedThreads, requestThreads } from '../wasm/thread-count';
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

/** The package of the wasm backend. */
export type WasmPackage = typeof import('@tensorflow/tfjs-backend-wasm');

/** How the wasm backend is had in an environment. */
export interface WasmEnvironment {
  describeProcessor: () => string;
  /** Why threads cannot be had here, if they cannot. */
  threadsRefused: () => string | undefined;
  /** Starts the backend so that its memory is shared by threads, if tfjs does not do so by itself. */
  withThreads?: (wasm: WasmPackage, start: () => Promise<boolean>) => Promise<boolean>;
}

/** WebAssembly with SIMD, on every core that may be had. */
export function wasmCandidate({
  describeProcessor,
  threadsRefused,
  withThreads = (_, start) => start(),
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
    async starting({ kernels }, start) {
      if (!kernels) return start();
      // Where so much address space is not to be had, one thread does without.
      const started = (await withThreads(await load(), start)) || (await start());
      if (started) renewedRuntimeOf(findBackend('wasm') as BackendWasm);
      return started;
    },
    async describe({ kernels }): Promise<DeviceDescription> {
      const threads = kernels ? await kernelThreads() : (await load()).getThreadsCount();
      const count = threads === 1 ? '1 thread' : `${threads} threads`;
      const fewer = kernels && threads < requestedThreads() ? ` (${threadsRefused() ?? startedBefore})` : '';
      return {
        device: `${describeProcessor()}, WebAssembly, ${count}${fewer}`,
        software: false,
        threads,
      };
    },
  };
}

const startedBefore = 'the backend was started before, without shared memory';

async function kernelThreads(): Promise<number> {
  const { threads, ready } = runtimeOf(findBackend('wasm') as BackendWasm);
  await ready;
  return threads;
}
