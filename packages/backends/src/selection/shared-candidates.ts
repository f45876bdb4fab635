import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { env, findBackend, type KernelBackend } from '@tensorflow/tfjs-core';
import { guardMemory } from '../wasm/guarded-memory';
import { renewedRuntimeOf, runtimeOf } from '../wasm/runtime';
import { requestedThreads, requestThreads } from '../wasm/thread-count';
import { watchedStart } from '../wasm/watched-start';
import { loadCpu, loadWasm } from './backend-packages';
import type { Candidate, DeviceDescription } from './candidate';

/** The plain JavaScript backend: always there, for reference, far too slow to train with. */
export function cpuCandidate(describeProcessor: () => string): Candidate {
  return {
    name: 'cpu',
    load: async () => {
      await loadCpu();
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
  /**
   * Starts the backend so that its memory is shared by threads, where tfjs does not do so by itself. Default: tfjs does,
   * and starts threads of its own, without which the backend is started if they cannot be had.
   */
  withThreads?: (wasm: WasmPackage, start: () => Promise<boolean>) => Promise<boolean>;
}

/** WebAssembly with SIMD, on every core that may be had. */
export function wasmCandidate({
  describeProcessor,
  threadsRefused,
  withThreads,
}: WasmEnvironment): Required<Pick<Candidate, 'starting'>> & Candidate {
  return {
    name: 'wasm',
    async load({ threads, wasmPath }) {
      const wasm = await loadWasm();
      requestThreads(threads);
      if (threads !== undefined && !threadsRefused()) wasm.setThreadsCount(threads);
      if (wasmPath !== undefined) setWasmPath(wasm, wasmPath);
    },
    async starting({ kernels }, start) {
      const started = await startWith(await loadWasm(), start, kernels);
      if (!started) return false;
      const backend = findBackend('wasm') as BackendWasm;
      guardMemory(backend);
      if (kernels) renewedRuntimeOf(backend);
      return true;
    },
    async describe({ kernels }): Promise<DeviceDescription> {
      const threads = kernels ? await kernelThreads() : (await loadWasm()).getThreadsCount();
      const count = threads === 1 ? '1 thread' : `${threads} threads`;
      const why = lostThreads.get(findBackend('wasm')) ?? (kernels && (threadsRefused() ?? startedBefore));
      const fewer = why && threads < requestedThreads() ? ` (${why})` : '';
      return {
        device: `${describeProcessor()}, WebAssembly, ${count}${fewer}`,
        software: false,
        threads,
      };
    },
  };

  async function startWith(
    wasm: WasmPackage,
    start: () => Promise<boolean>,
    kernels: boolean,
  ): Promise<boolean> {
    if (!withThreads) return startInPage(wasm, start);
    // Where so much address space is not to be had, one thread does without.
    return (kernels && (await withThreads(wasm, start))) || start();
  }
}

function setWasmPath(wasm: WasmPackage, wasmPath: string): void {
  try {
    wasm.setWasmPaths(wasmPath);
  } catch (cause) {
    throw new Error(
      'tfjs takes no wasmPath once it has failed to find its .wasm files: load the page again, with wasmPath from the start',
      { cause },
    );
  }
}

const startedBefore = 'the backend was started before, without shared memory';

/** Why backends run without the threads that they could have had. */
const lostThreads = new WeakMap<KernelBackend, string>();

/** Lets tfjs start its threads, and starts the binary that has none if one of them does not start. */
async function startInPage(wasm: WasmPackage, start: () => Promise<boolean>): Promise<boolean> {
  const { started, failure } = await watchedStart(start);
  if (failure === undefined) return started;
  const hadThreads = (await env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT')) as boolean;
  wasm.setThreadsCount(1);
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  try {
    if (!(await start())) return false;
    lostThreads.set(findBackend('wasm'), `a thread of tfjs did not start: ${failure}`);
    return true;
  } finally {
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', hadThreads);
  }
}

async function kernelThreads(): Promise<number> {
  const { threads, ready } = runtimeOf(findBackend('wasm') as BackendWasm);
  await ready;
  return threads;
}
