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
  const stock = {
    run: backend.runWebGLProgram.bind(backend),
    upload: backend.uploadToGPU.bind(backend),
    read: backend.read.bind(backend),
    readSync: backend.readSync.bind(backend),
  };
  Object.assign(backend, {
    runWebGLProgram(...call: Parameters<typeof stock.run>) {
      refuseIfLost();
      return stock.run(...call);
    },
    uploadToGPU(...call: Parameters<typeof stock.upload>) {
      refuseIfLost();
      stock.upload(...call);
    },
    async read(...call: Parameters<typeof stock.read>) {
      refuseIfLost();
      const values = await stock.read(...call);
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
