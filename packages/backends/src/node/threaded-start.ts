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
