import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { env, findBackend, type KernelBackend } from '@tensorflow/tfjs-core';
import { guardMemory } from '../wasm/guarded-memory';
import { renewedRuntimeOf, runtimeOf } from '../wasm/runtime';
import { requestedThreads, requestThreads } from '../wasm/thread-count';
import { watchedStart } from '../wasm/watched-start';
import { loadCpu, loadWasm } from './backend-packages';
import type { Candidate, DeviceDescription } from './candidate';

/** The plain JavaScript backend: always available, for reference, too slow for training. */
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

/** What the wasm backend needs to know of its environment. */
export interface WasmEnvironment {
  describeProcessor: () => string;
  /** Returns why threads are not available; undefined if they are. */
  threadsRefused: () => string | undefined;
  /**
   * Starts the backend with shared memory where tfjs does not do so itself. Default: tfjs starts its own threads; if they
   * do not start, the backend starts without them.
   */
  withThreads?: (wasm: WasmPackage, start: () => Promise<boolean>) => Promise<boolean>;
}

/** WebAssembly with SIMD and threads on all available cores. */
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
    // Shared memory reserves 4 GiB of address space; where that fails, one thread works without it.
    return (kernels && (await withThreads(wasm, start))) || start();
  }
}

function setWasmPath(wasm: WasmPackage, wasmPath: string): void {
  try {
    wasm.setWasmPaths(wasmPath);
  } catch (cause) {
    throw new Error(
      'tfjs ignores wasmPath after it has failed to load its .wasm files: reload the page and pass wasmPath in the first call',
      { cause },
    );
  }
}

const startedBefore = 'the backend was already started without shared memory';

/** Why backends run without the threads that their environment supports. */
const lostThreads = new WeakMap<KernelBackend, string>();

/** Lets tfjs start its threads; if one does not start, starts the binary without threads instead. */
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
