import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { findBackend, registerBackend, removeBackend } from '@tensorflow/tfjs-core';
import { DeviceLimitError, DeviceLostError } from '../errors';

/** Interval at which a pending read checks for a lost context, in milliseconds. */
const checkInterval = 500;

/**
 * Makes a backend throw `DeviceLostError` after its WebGL context is lost. Stock continues and returns garbage: a lost
 * context ignores all calls, and a pending read waits forever. Tensors too large for a texture throw a `DeviceLimitError`.
 *
 * @returns a function that removes the guard.
 */
export function guardContext(backend: MathBackendWebGL): () => void {
  const { gl } = backend.gpgpu;
  let reason: string | undefined;
  const onLoss = (event: Event) => {
    reason = (event as WebGLContextEvent).statusMessage || 'the browser revoked its context';
  };
  gl.canvas.addEventListener('webglcontextlost', onLoss);

  const throwIfLost = () => {
    // The event fires later than the loss.
    if (reason === undefined && gl.isContextLost()) reason = 'its context is lost';
    if (reason !== undefined) throw new DeviceLostError('webgl', reason);
  };
  const stock = {
    run: backend.runWebGLProgram.bind(backend),
    upload: backend.uploadToGPU.bind(backend),
    read: backend.read.bind(backend),
    readSync: backend.readSync.bind(backend),
  };
  Object.assign(backend, {
    runWebGLProgram(...call: Parameters<typeof stock.run>) {
      throwIfLost();
      return withinLimits(() => stock.run(...call));
    },
    uploadToGPU(...call: Parameters<typeof stock.upload>) {
      throwIfLost();
      withinLimits(() => stock.upload(...call));
    },
    async read(...call: Parameters<typeof stock.read>) {
      throwIfLost();
      const values = await readWhile(throwIfLost, stock.read(...call));
      // The context may have been lost during the read.
      throwIfLost();
      return values;
    },
    readSync(...call: Parameters<typeof stock.readSync>) {
      throwIfLost();
      const values = stock.readSync(...call);
      throwIfLost();
      return values;
    },
  });
  return () => {
    gl.canvas.removeEventListener('webglcontextlost', onLoss);
    for (const name of ['runWebGLProgram', 'uploadToGPU', 'read', 'readSync'])
      Reflect.deleteProperty(backend, name);
  };
}

/** Resolves with the result of a read; rejects once `check` throws. In a lost context the fence of a read never signals. */
function readWhile<Values>(check: () => void, read: Promise<Values>): Promise<Values> {
  return new Promise((resolve, reject) => {
    const timer = setInterval(() => {
      try {
        check();
      } catch (error) {
        clearInterval(timer);
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    }, checkInterval);
    read.then(resolve, reject).finally(() => clearInterval(timer));
  });
}

/** Turns stock's plain error for a too large texture into a `DeviceLimitError`. */
function withinLimits<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const { message } = error as Error;
    const sizes = /Requested texture size \[(.+)\] greater than WebGL maximum .* \[(.+)\]/.exec(message);
    if (!sizes) throw error;
    const [, needed, most] = sizes;
    throw new DeviceLimitError(
      'webgl',
      `textures must have at most ${most} texels on this GPU, got ${needed}; use a smaller batch`,
    );
  }
}

const guarded = new WeakSet<MathBackendWebGL>();

/** Returns the WebGL backend if tfjs has started it. */
function runningWebgl(): MathBackendWebGL | undefined {
  return (findBackend('webgl') as MathBackendWebGL | null) ?? undefined;
}

/** Guards the running backend against a lost context; see {@link guardContext}. */
export function guardRunningWebgl(): void {
  const backend = runningWebgl();
  if (!backend || guarded.has(backend)) return;
  guarded.add(backend);
  guardContext(backend);
}

/** Replaces a backend whose context is lost by a new one. The tensors of the lost backend are gone. */
export function restartLostWebgl(make: () => MathBackendWebGL): void {
  const backend = runningWebgl();
  if (!backend?.gpgpu.gl.isContextLost()) return;
  removeBackend('webgl');
  // The priority of the stock backend: below webgpu, above cpu.
  const priority = 2;
  registerBackend('webgl', make, priority);
}
