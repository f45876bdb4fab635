import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { DeviceLostError } from '../selection/device-lost-error';

/**
 * Makes a backend refuse to work once its WebGL context is lost. By itself it goes on, and computes garbage: a lost
 * context takes all calls and does nothing.
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
  const { runWebGLProgram, uploadToGPU, read, readSync } = backend;
  Object.assign(backend, {
    runWebGLProgram(...call: Parameters<typeof runWebGLProgram>) {
      refuseIfLost();
      return runWebGLProgram.apply(backend, call);
    },
    uploadToGPU(...call: Parameters<typeof uploadToGPU>) {
      refuseIfLost();
      uploadToGPU.apply(backend, call);
    },
    async read(...call: Parameters<typeof read>) {
      refuseIfLost();
      const values = await read.apply(backend, call);
      // The context may have gone while the values were waited for.
      refuseIfLost();
      return values;
    },
    readSync(...call: Parameters<typeof readSync>) {
      refuseIfLost();
      const values = readSync.apply(backend, call);
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
