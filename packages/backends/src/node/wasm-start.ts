import { env } from '@tensorflow/tfjs-core';
import type { WasmPackage } from '../selection/shared-candidates';

/**
 * Makes tfjs-backend-wasm start its shared-memory binary in Node, which it does not do by default.
 *
 * That binary starts eight threads from blob URLs, which Node does not support. The threads would only serve XNNPACK, which
 * the training kernels replace with their own threads. So a global `Worker` that starts no thread is defined while the
 * backend starts. Node itself has no global `Worker`, so no other code depends on it.
 *
 * @param wasm the backend's package. @param start starts the backend.
 */
export async function withThreadedBinary(wasm: WasmPackage, start: () => Promise<boolean>): Promise<boolean> {
  // With a larger pool, XNNPACK would wait for its threads forever.
  wasm.setThreadsCount(1);
  const before = Object.getOwnPropertyDescriptor(globalThis, 'Worker');
  const hadThreads = (await env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT')) as boolean;
  // The backend assigns Node's own Worker here; the assignment must have no effect.
  Object.defineProperty(globalThis, 'Worker', {
    configurable: true,
    get: () => IdleWorker,
    set: () => {},
  });
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', true);
  try {
    return await start();
  } finally {
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', hadThreads);
    if (before) Object.defineProperty(globalThis, 'Worker', before);
    else Reflect.deleteProperty(globalThis, 'Worker');
  }
}

/** A stand-in for a thread: reports that it has loaded, and does nothing. */
class IdleWorker {
  #listener: ((message: unknown) => void) | undefined;

  on(event: string, listener: (message: unknown) => void): this {
    if (event === 'message') this.#listener = listener;
    return this;
  }

  postMessage({ cmd }: { cmd: string }): void {
    if (cmd === 'load') queueMicrotask(() => this.#listener?.({ cmd: 'loaded' }));
  }

  ref(): void {}

  unref(): void {}

  terminate(): void {}
}

const events = ['uncaughtException', 'unhandledRejection'] as const;

/**
 * Starts tfjs-backend-wasm in Node and removes the error handlers that its loader adds to the process. They rethrow every
 * uncaught error, so that Node prints a page of minified tfjs and exits with status 7.
 *
 * Handlers added by other code meanwhile stay, as do those of a backend started earlier.
 */
export async function withoutRethrowing<Result>(start: () => Promise<Result>): Promise<Result> {
  const before = new Set<unknown>(events.flatMap((event) => process.rawListeners(event)));
  try {
    return await start();
  } finally {
    for (const event of events) {
      for (const listener of process.rawListeners(event)) {
        if (!before.has(listener) && rethrows(listener)) process.off(event, listener as () => void);
      }
    }
  }
}

/**
 * Recognizes Emscripten's two handlers, also minified: `(e) { if (!(e instanceof ExitStatus)) { throw e } }`, `(e) {
 * throw e }`.
 */
function rethrows(listener: unknown): boolean {
  const text = Function.prototype.toString.call(listener).replace(/\s+/g, ' ');
  return /^(function )?\(?([\w$]+)\)? ?(=> ?)?\{ ?(if ?\( ?!\( ?\2 instanceof [\w$]+ ?\) ?\) ?\{? ?)?throw \2;? ?\}? ?\}$/.test(
    text,
  );
}
