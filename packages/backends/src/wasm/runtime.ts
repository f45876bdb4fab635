import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { ThreadFailureError } from '../errors';
import { allocate, isShared, memoryOf, type HeapBlock } from './backend-memory';
import { guardMemory } from './guarded-memory';
import type { KernelExports } from './kernel-exports';
import { kernelModule } from './kernel-module';
import { requestedThreads } from './thread-count';
import { startThreadPool, type ThreadPool } from './thread-pool';

/** The compiled kernels, running in the memory of one wasm backend. */
export interface KernelRuntime {
  backend: BackendWasm;
  /** Number of compute threads, including the calling thread. */
  threads: number;
  /** Address of the control block that the threads share. */
  control: number;
  /** Whether the backend's memory is shared; otherwise there is one thread. */
  shared: boolean;
  /** Whether multiplications and additions are fused. */
  fused: boolean;
  /** Resolves when all threads have started. Kernels work before that, with the threads that have started. */
  ready: Promise<void>;
  /**
   * Calls `job` with the kernels.
   *
   * @throws ThreadFailureError if a thread was lost.
   */
  run(job: (kernels: KernelExports) => void): void;
  /** Returns scratch memory for each thread; valid until the next call. */
  scratch(bytesPerThread: number): { pointer: number; stride: number };
  /** Returns the error of a lost thread, after which no kernel can run. */
  failure(): Error | undefined;
  /** Ends the threads and frees the memory. */
  dispose(): void;
}

const runtimes = new Map<BackendWasm, KernelRuntime>();

/** Returns the kernels of a backend; starts them at the first call. */
export function runtimeOf(backend: BackendWasm): KernelRuntime {
  let runtime = runtimes.get(backend);
  if (!runtime) {
    runtime = startRuntime(backend, requestedThreads());
    runtimes.set(backend, runtime);
  }
  return runtime;
}

/** Returns the kernels of a backend; restarts them if the requested number of threads has changed or a thread was lost. */
export function renewedRuntimeOf(backend: BackendWasm): KernelRuntime {
  const runtime = runtimes.get(backend);
  const outdated = runtime?.shared && runtime.threads !== requestedThreads();
  if (outdated || runtime?.failure()) disposeRuntime(backend);
  return runtimeOf(backend);
}

/** Ends the kernels of one backend, or of all backends. The next call of a kernel restarts them. */
export function disposeRuntime(backend?: BackendWasm): void {
  for (const [owner, runtime] of runtimes) {
    if (backend && owner !== backend) continue;
    runtimes.delete(owner);
    runtime.dispose();
  }
}

function startRuntime(backend: BackendWasm, wantedThreads: number): KernelRuntime {
  guardMemory(backend);
  const memory = memoryOf(backend);
  const shared = isShared(memory);
  const threads = shared ? wantedThreads : 1;
  const { module, fused } = kernelModule(shared);
  const pause = (address: number, expected: number, milliseconds: number) =>
    void Atomics.wait(new Int32Array(memory.buffer), address >>> 2, expected, milliseconds);
  const instance = new WebAssembly.Instance(module, { env: { memory }, threads: { pause } });
  const kernels = instance.exports as unknown as KernelExports;
  const control = allocate(backend, kernels.CONTROL_BYTES.value);
  new Uint8Array(memory.buffer, control.pointer, kernels.CONTROL_BYTES.value).fill(0);
  kernels.attach(control.pointer, threads, mayBlock() ? 1 : 0);
  const pool =
    threads > 1 ? startThreadPool({ module, memory, control: control.pointer }, threads - 1) : undefined;
  let scratch: (HeapBlock & { stride: number }) | undefined;

  return {
    backend,
    threads,
    control: control.pointer,
    shared,
    fused,
    failure: () => pool?.failure,
    ready: pool?.ready ?? Promise.resolve(),
    run(job) {
      if (pool?.failure) throw new ThreadFailureError(pool.failure);
      try {
        job(kernels);
      } catch (error) {
        throw failed(pool, error);
      }
    },
    scratch(bytes) {
      if (!scratch || scratch.stride < bytes) {
        scratch?.free();
        scratch = undefined;
        const stride = Math.ceil(bytes / 64) * 64;
        scratch = { ...allocate(backend, stride * threads), stride };
        for (let i = 0; i < threads; i++) kernels.prepareScratch(scratch.pointer + i * stride);
      }
      return scratch;
    },
    dispose() {
      pool?.stop();
      // After a failure other threads may still write to the scratch memory. Threads read the control block until they
      // have ended, and a page cannot wait for that.
      if (!pool?.failure) scratch?.free();
      if (!pool) control.free();
    },
  };
}

/** After a trap the other threads may still work on the job, so none of them can be used again. */
function failed(pool: ThreadPool | undefined, error: unknown): unknown {
  if (!pool || !(error instanceof WebAssembly.RuntimeError)) return error;
  pool.failure ??= error;
  pool.stop();
  return new ThreadFailureError(pool.failure);
}

/** Returns whether this thread may block: a page's main thread may not; Node's threads and workers may. */
function mayBlock(): boolean {
  return typeof document === 'undefined';
}
