import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { installTrainingKernels } from '../src/index';
import { DeviceLimitError } from '../src/errors';
import { DeviceLostError } from '../src/errors';
import { whyNoTraining } from '../src/webgl/float-rendering';
import { guardContext } from '../src/webgl/guard-context';
import { startWebgl, webgl } from './webgl-setup';

/** Returns a backend with a separate context, which can be lost without affecting the other. */
async function secondBackend(): Promise<MathBackendWebGL> {
  const { GPGPUContext, MathBackendWebGL } = await import('@tensorflow/tfjs-backend-webgl');
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2', { antialias: false }) as WebGLRenderingContext;
  gl.enable(gl.SCISSOR_TEST);
  gl.enable(gl.CULL_FACE);
  gl.cullFace(gl.BACK);
  return new MathBackendWebGL(new GPGPUContext(gl));
}

/** Makes the backend current under a separate name while `work` runs. */
async function onSecondBackend(work: (backend: MathBackendWebGL) => Promise<void>): Promise<void> {
  const backend = await secondBackend();
  const undo = tf.getKernelsForBackend('webgl').map((kernel) => {
    const copy = { ...kernel, backendName: 'webgl-second' };
    tf.registerKernel(copy);
    return () => tf.unregisterKernel(copy.kernelName, copy.backendName);
  });
  tf.registerBackend('webgl-second', () => backend);
  await tf.setBackend('webgl-second');
  try {
    await work(backend);
  } finally {
    await tf.setBackend('webgl');
    tf.removeBackend('webgl-second');
    undo.forEach((step) => step());
  }
}

describe('a WebGL context', () => {
  let flags: Record<string, number | boolean> = {};
  const setFlag = (name: string, value: number | boolean) => {
    flags[name] ??= tf.env().get(name) as number | boolean;
    tf.env().set(name, value);
  };

  beforeAll(startWebgl);
  afterEach(() => {
    for (const [name, value] of Object.entries(flags)) tf.env().set(name, value);
    flags = {};
  });

  test('that is lost makes every use of its backend throw', async () => {
    await onSecondBackend(async (backend) => {
      const undo = guardContext(backend);
      const x = tf.tensor1d([1, 2, 3]);
      expect(Array.from(tf.square(tf.relu(x)).dataSync())).toEqual([1, 4, 9]);
      const onGpu = tf.square(tf.randomUniform([300]));
      await onGpu.data();
      const unread = tf.square(onGpu);

      backend.gpgpu.gl.getExtension('WEBGL_lose_context')?.loseContext();
      // In the same turn, before the event fires.
      expect(() => tf.square(onGpu)).toThrow(DeviceLostError);
      expect(() => unread.dataSync()).toThrow(DeviceLostError);
      await new Promise((resolve) => setTimeout(resolve, 50));
      await expect(unread.data()).rejects.toThrow(DeviceLostError);
      await expect(unread.data()).rejects.toThrow(/^webgl lost its device \(.+\)/);
      expect(() => backend.uploadToGPU(backend.write(new Float32Array(4), [4], 'float32'))).toThrow(
        DeviceLostError,
      );
      undo();
      expect(Object.hasOwn(backend, 'readSync')).toBe(false);
    });
    expect(Array.from(tf.square(tf.tensor1d([2])).dataSync())).toEqual([4]);
  });

  test('that is lost during a read rejects the read', async () => {
    await onSecondBackend(async (backend) => {
      const undo = guardContext(backend);
      const onGpu = tf.square(tf.randomUniform([300]));
      // A fence that never signals, as in a context whose GPU process is gone.
      backend.gpgpu.createAndWaitForFence = () => new Promise(() => {});
      const reading = onGpu.data();
      backend.gpgpu.gl.getExtension('WEBGL_lose_context')?.loseContext();
      await expect(reading).rejects.toThrow(DeviceLostError);
      undo();
    });
  });

  test('throws a DeviceLimitError for tensors larger than a texture', async () => {
    await startWebgl();
    const undo = guardContext(webgl());
    setFlag('WEBGL_MAX_TEXTURE_SIZE', 8);
    const x = tf.ones([40, 40]);
    expect(() => tf.square(x)).toThrow(DeviceLimitError);
    expect(() => tf.square(x)).toThrow(/^webgl: textures must have at most 8x8 texels/);
    tf.dispose(x);
    undo();
  });

  test('of this browser can train; without 32-bit floats or WebGL 2 it cannot', () => {
    expect(whyNoTraining()).toBeUndefined();
    setFlag('WEBGL_RENDER_FLOAT32_ENABLED', false);
    expect(whyNoTraining()).toMatch(/are disabled/);
    setFlag('WEBGL_RENDER_FLOAT32_CAPABLE', false);
    expect(whyNoTraining()).toMatch(/cannot render 32-bit floats/);
    setFlag('WEBGL_VERSION', 1);
    expect(whyNoTraining()).toMatch(/only WebGL 1$/);
  });

  test('with small textures throws for a convolution that needs larger ones, with its shapes', () => {
    const undo = installTrainingKernels('webgl');
    const x = tf.ones<tf.Rank.R4>([1, 4, 4, 60]);
    const filter = tf.ones<tf.Rank.R4>([3, 3, 60, 2]);
    const used = webgl().getTextureManager().getNumUsedTextures();
    const train = () =>
      tf.engine().runKernel(
        'Conv2DTraining',
        { x, filter },
        {
          strides: 1,
          pad: 'same',
          dataFormat: 'NHWC',
          activation: 'linear',
        },
      );
    setFlag('WEBGL_MAX_TEXTURE_SIZE', 64);
    expect(train).toThrow(DeviceLimitError);
    expect(train).toThrow(/64×64 texels.*\[1,4,4,60\] by \[3,3,60,2\]/);
    expect(webgl().getTextureManager().getNumUsedTextures()).toBe(used);
    tf.dispose([x, filter]);
    undo();
  });
});
