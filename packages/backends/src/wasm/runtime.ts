import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { ThreadFailureError } from '../errors';
import { allocate, isShared, memoryOf, type HeapBlock } from './backend-memory';
import { guardMemory } from './guarded-memory';
import type { KernelExports } from './kernel-exports';
import { kernelModule } from './kernel-module';
import { requestedThreads } from './thread-count';
import { startThreadPool, type ThreadPool } from './thread-pool';

/** Our compiled kernels, working in the memory of one wasm backend. */
export interface KernelRuntime {
  backend: BackendWasm;
  /** Threads that compute, the calling one included. */
  threads: number;
  /** Address of what the threads share. */
  control: number;
  /** Whether threads can share the backend's memory; without that there is one. */
  shared: boolean;
  /** Whether multiplications and additions are fused. */
  fused: boolean;
  /** When all threads have started; kernels work before, with those there are. */
  ready: Promise<void>;
  /**
   * Describes a job to the kernels and runs it.
   *
   * @throws ThreadFailureError if a thread was lost.
   */
  run(job: (kernels: KernelExports) => void): void;
  /** Scratch for each thread; valid until the next call. */
  scratch(bytesPerThread: number): { pointer: number; stride: number };
  /** Why no kernel can run any more, if a thread was lost. */
  failure(): Error | undefined;
  /** Ends the threads and gives the memory back. */
  dispose(): void;
}

const runtimes = new Map<BackendWasm, KernelRuntime>();

/** The kernels in the memory of a backend, started when first asked for. */
export function runtimeOf(backend: BackendWasm): KernelRuntime {
  let runtime = runtimes.get(backend);
  if (!runtime) {
    runtime = startRuntime(backend, requestedThreads());
    runtimes.set(backend, runtime);
  }
  return runtime;
}

/** The same, but anew if another number of threads is asked for by now, or one was lost. */
export function renewedRuntimeOf(backend: BackendWasm): KernelRuntime {
  const runtime = runtimes.get(backend);
  const outdated = runtime?.shared && runtime.threads !== requestedThreads();
  if (outdated || runtime?.failure()) disposeRuntime(backend);
  return runtimeOf(backend);
}

/** Ends the kernels in the memory of a backend, or of all; the next kernel starts them anew. */
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
      // A thread that failed may have left others at work in the scratch, and each looks at the control block until it
      // has ended, which cannot be waited for in a page.
      if (!pool?.failure) scratch?.free();
      if (!pool) control.free();
    },
  };
}

/** After a trap the other threads may still be at work on the job: none of them can be used again. */
function failed(pool: ThreadPool | undefined, error: unknown): unknown {
  if (!pool || !(error instanceof WebAssembly.RuntimeError)) return error;
  pool.failure ??= error;
  pool.stop();
  return new ThreadFailureError(pool.failure);
}

/** A page's main thread may not wait for another; Node's, and workers', may. */
function mayBlock(): boolean {
  return typeof document === 'undefined';
}
