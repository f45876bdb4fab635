import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { findBackend, registerBackend, removeBackend } from '@tensorflow/tfjs-core';
import { DeviceLimitError, DeviceLostError } from '../errors';

/** How often a read that takes long looks whether its context is still there, in milliseconds. */
const lookEvery = 500;

/**
 * Makes a backend refuse to work once its WebGL context is lost. By itself it goes on, and computes garbage: a lost
 * context takes all calls and does nothing; a read under way waits for ever. What is too large for a texture becomes a
 * `DeviceLimitError`.
 *
 * @returns what takes the guard away again.
 */
export function guardContext(backend: MathBackendWebGL): () => void {
  const { gl } = backend.gpgpu;
  let reason: string | undefined;
  const onLoss = (event: Event) => {
    reason = (event as WebGLContextEvent).statusMessage || 'the browser took its context away';
  };
  gl.canvas.addEventListener('webglcontextlost', onLoss);

  const refuseIfLost = () => {
    // The event comes later than the loss.
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
      refuseIfLost();
      return withinLimits(() => stock.run(...call));
    },
    uploadToGPU(...call: Parameters<typeof stock.upload>) {
      refuseIfLost();
      withinLimits(() => stock.upload(...call));
    },
    async read(...call: Parameters<typeof stock.read>) {
      refuseIfLost();
      const values = await unless(refuseIfLost, stock.read(...call));
      // The context may have gone while the values were waited for.
      refuseIfLost();
      return values;
    },
    readSync(...call: Parameters<typeof stock.readSync>) {
      refuseIfLost();
      const values = stock.readSync(...call);
      refuseIfLost();
      return values;
    },
  });
  return () => {
    gl.canvas.removeEventListener('webglcontextlost', onLoss);
    for (const name of ['runWebGLProgram', 'uploadToGPU', 'read', 'readSync'])
      Reflect.deleteProperty(backend, name);
  };
}

/** What a read gives, unless `refuse` throws meanwhile: the fence that it waits for never comes in a lost context. */
function unless<Values>(refuse: () => void, read: Promise<Values>): Promise<Values> {
  return new Promise((resolve, reject) => {
    const looking = setInterval(() => {
      try {
        refuse();
      } catch (error) {
        clearInterval(looking);
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    }, lookEvery);
    read.then(resolve, reject).finally(() => clearInterval(looking));
  });
}

/** Stock says of a texture that it is too large, in an error of no class of its own. */
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
      `textures must have at most ${most} texels on this GPU, got ${needed}; a smaller batch may do`,
    );
  }
}

const guarded = new WeakSet<MathBackendWebGL>();

/** The WebGL backend, once tfjs has started it. */
export function runningWebgl(): MathBackendWebGL | undefined {
  return (findBackend('webgl') as MathBackendWebGL | null) ?? undefined;
}

/** Has the running backend refuse to work once its context is lost. */
export function guardRunningWebgl(): void {
  const backend = runningWebgl();
  if (!backend || guarded.has(backend)) return;
  guarded.add(backend);
  guardContext(backend);
}

/** Has tfjs start a new backend in place of one whose context is lost; its tensors are gone with it. */
export function restartLostWebgl(make: () => MathBackendWebGL): void {
  const backend = runningWebgl();
  if (!backend?.gpgpu.gl.isContextLost()) return;
  removeBackend('webgl');
  // As stock does: below webgpu, above wasm and cpu.
  const priority = 2;
  registerBackend('webgl', make, priority);
}
