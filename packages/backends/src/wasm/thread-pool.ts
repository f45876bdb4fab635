import { startWorker } from './start-worker';

/** Threads that wait for jobs in a control block. */
export interface ThreadPool {
  /** When every thread has started, or one could not. */
  ready: Promise<void>;
  /** Why a thread ended, if one did. */
  failure: Error | undefined;
  stop(): void;
}

/** What the threads share. */
export interface SharedKernels {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  /** Address of the control block. */
  control: number;
}

/** An error ends the thread; the flag it leaves ends the job that waits for it. */
const script = `
  receive(({ module, memory, control, thread }) => {
    const pause = (address, expected, milliseconds) =>
      void Atomics.wait(new Int32Array(memory.buffer), address >>> 2, expected, milliseconds);
    const { exports } = new WebAssembly.Instance(module, { env: { memory }, threads: { pause } });
    post('ready');
    try {
      exports.work(control, thread);
    } catch (error) {
      exports.fail();
      throw error;
    }
  });`;

/** Starts `count` threads, numbered from 1: the thread that calls is number 0. */
export function startThreadPool(kernels: SharedKernels, count: number): ThreadPool {
  const pool: ThreadPool = { ready: Promise.resolve(), failure: undefined, stop: () => {} };
  const started: Promise<void>[] = [];
  const workers = Array.from({ length: count }, (_, i) => {
    let onReady = () => {};
    started.push(new Promise((resolve) => (onReady = resolve)));
    return startWorker(script, {
      message: { ...kernels, thread: i + 1 },
      onReady,
      onEnd(error) {
        pool.failure ??= error;
        // Whoever waits for the start goes on and meets the failure at the first kernel.
        onReady();
      },
    });
  });
  pool.ready = Promise.all(started).then(() => {});
  pool.stop = () => workers.forEach((worker) => worker.stop());
  return pool;
}
