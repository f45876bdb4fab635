import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { describe, expect, test } from 'vitest';
import { DeviceLostError, listBackends, selectBackend } from '../src/index';

const wasmPath = '/node_modules/@tensorflow/tfjs-backend-wasm/dist/';

describe('selectBackend in a page', () => {
  test('selects WebGL when requested, and reports a software GPU', async () => {
    const info = await selectBackend('webgl');
    expect(info).toMatchObject({ name: 'webgl', software: true, threads: 1 });
    expect(info.device).toMatch(/swiftshader/i);
    expect(tf.getBackend()).toBe('webgl');
  });

  test('auto rejects a software GPU', async () => {
    const info = await selectBackend('auto', { wasmPath });
    expect(info.name).toBe('wasm');
    const webgl = info.rejected.find((one) => one.name === 'webgl');
    expect(webgl?.reason).toMatch(/swiftshader.* is a software GPU/i);
  });

  test('lists the backends of the browser', async () => {
    const reports = await listBackends();
    expect(reports.find((one) => one.name === 'webgl')).toMatchObject({ available: true, software: true });
    expect(reports.find((one) => one.name === 'cpu')).toMatchObject({ available: true, software: false });
  });

  test('restarts WebGL after its context was lost; every use of the old one throws', async () => {
    await selectBackend('webgl');
    const { gl } = (tf.backend() as MathBackendWebGL).gpgpu;
    const square = () => tf.tidy(() => tf.square(tf.randomUniform([300])));
    gl.getExtension('WEBGL_lose_context')?.loseContext();
    expect(square).toThrow(DeviceLostError);
    await selectBackend('webgl');
    expect((tf.backend() as MathBackendWebGL).gpgpu.gl).not.toBe(gl);
    const values = square();
    expect(Math.min(...(await values.data()))).toBeGreaterThanOrEqual(0);
    values.dispose();
  });

  test('rejects WebGL that renders only half floats', async () => {
    await selectBackend('webgl');
    tf.env().set('WEBGL_RENDER_FLOAT32_CAPABLE', false);
    try {
      await expect(selectBackend('webgl')).rejects.toThrow('cannot render 32-bit floats');
      // It works without training kernels.
      await expect(selectBackend('webgl', { kernels: false })).resolves.toMatchObject({ name: 'webgl' });
    } finally {
      tf.env().set('WEBGL_RENDER_FLOAT32_CAPABLE', true);
    }
  });
});
