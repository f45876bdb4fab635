/** Threads that wait for jobs in a control block. */
export interface ThreadPool {
  /** Resolves when every thread has started or failed to start. */
  ready: Promise<void>;
  /** The error of a thread that ended; undefined while all run. */
  failure: Error | undefined;
  stop(): void;
}

/** The module and memory that all threads share. */
export interface SharedKernels {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  /** Address of the control block. */
  control: number;
}

/** The script of a thread. After an error the thread sets a flag, which ends the job that waits for the thread. */
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

/** Starts `count` threads, numbered from 1; the calling thread is number 0. */
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
        // Waiting for the start ends here; the first kernel throws the error.
        onReady();
      },
    });
  });
  pool.ready = Promise.all(started).then(() => {});
  pool.stop = () => workers.forEach((worker) => worker.stop());
  return pool;
}

/** A thread, in Node or in a page. */
export interface WorkerThread {
  /** Terminates the thread. */
  stop(): void;
}

/** The message and the callbacks of a thread. */
export interface WorkerOptions {
  /** Structured-cloneable data for the script. */
  message: unknown;
  /** Callback; called when the script has posted its first message. */
  onReady: () => void;
  /** Callback; called with the reason when the thread ends without being stopped. */
  onEnd: (error: Error) => void;
}

/**
 * Runs `script`, a function body that can call `receive(callback)` and `post(message)`, in a thread. In Node the thread does
 * not keep the process alive.
 */
export function startWorker(script: string, options: WorkerOptions): WorkerThread {
  const threads = nodeThreads();
  return threads ? startInNode(threads, script, options) : startInPage(script, options);
}

/** Returns Node's threads module, without an import that a bundler for pages would fail on. */
function nodeThreads(): typeof import('node:worker_threads') | undefined {
  if (typeof process === 'undefined') return undefined;
  return process.getBuiltinModule?.('node:worker_threads');
}

function startInNode(
  { Worker }: typeof import('node:worker_threads'),
  script: string,
  { message, onReady, onEnd }: WorkerOptions,
): WorkerThread {
  const prologue = `
    const { parentPort } = require('node:worker_threads');
    const receive = (callback) => parentPort.once('message', callback);
    const post = (message) => parentPort.postMessage(message);`;
  const worker = new Worker(`${prologue}\n${script}`, { eval: true });
  let stopped = false;
  worker.once('message', () => {
    // Not earlier: with nothing else to do, Node would exit before the thread has started.
    worker.unref();
    onReady();
  });
  worker.once('error', (error) => stopped || onEnd(error));
  worker.once('exit', (code) => stopped || onEnd(new Error(`the thread ended with code ${code}`)));
  worker.postMessage(message);
  return {
    stop() {
      stopped = true;
      void worker.terminate();
    },
  };
}

function startInPage(script: string, { message, onReady, onEnd }: WorkerOptions): WorkerThread {
  const prologue = `
    const receive = (callback) => addEventListener('message', (event) => callback(event.data), { once: true });
    const post = (message) => postMessage(message);`;
  const url = URL.createObjectURL(new Blob([`${prologue}\n${script}`], { type: 'text/javascript' }));
  const worker = new Worker(url);
  worker.addEventListener(
    'message',
    () => {
      URL.revokeObjectURL(url);
      onReady();
    },
    { once: true },
  );
  worker.addEventListener('error', (event) => onEnd(new Error(event.message)));
  worker.postMessage(message);
  return { stop: () => worker.terminate() };
}
