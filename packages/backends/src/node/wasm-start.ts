import { env } from '@tensorflow/tfjs-core';
import type { WasmPackage } from '../selection/shared-candidates';

/**
 * Has tfjs-backend-wasm start its binary with shared memory in Node, where it does not by itself.
 *
 * That binary starts eight threads from blob URLs, which Node refuses. They would only serve XNNPACK, whose work our
 * kernels do with threads of their own, so while the backend starts, the name under which it looks for a thread
 * constructor gives it one that makes no threads. Node itself has no global `Worker`: nobody else looks there.
 *
 * @param wasm the backend's package. @param start what starts the backend.
 */
export async function withThreadedBinary(wasm: WasmPackage, start: () => Promise<boolean>): Promise<boolean> {
  // XNNPACK would wait for the threads of a larger pool for ever.
  wasm.setThreadsCount(1);
  const before = Object.getOwnPropertyDescriptor(globalThis, 'Worker');
  const hadThreads = (await env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT')) as boolean;
  // The backend writes Node's own Worker here, which must not take effect.
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

/** Looks like a thread to the start of the backend: says that it has loaded, and does nothing. */
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
 * Starts tfjs-backend-wasm in Node without the handlers of errors that its binary's loader adds to the process. They throw
 * each uncaught error once more: what Node prints then is a page of minified tfjs, and the process ends with status 7.
 *
 * Handlers that others add meanwhile stay, as do those of a backend that was started before.
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

/** Emscripten's two handlers, also minified: `(e) { if (!(e instanceof ExitStatus)) { throw e } }` and `(e) { throw e }`. */
function rethrows(listener: unknown): boolean {
  const text = Function.prototype.toString.call(listener).replace(/\s+/g, ' ');
  return /^(function )?\(?([\w$]+)\)? ?(=> ?)?\{ ?(if ?\( ?!\( ?\2 instanceof [\w$]+ ?\) ?\) ?\{? ?)?throw \2;? ?\}? ?\}$/.test(
    text,
  );
}
