import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { listBackends, selectBackend } from '../src/index';

const wasmPath = '/node_modules/@tensorflow/tfjs-backend-wasm/dist/';

describe('selectBackend in a page', () => {
  test('takes WebGL when asked, and tells that it is in software', async () => {
    const info = await selectBackend('webgl');
    expect(info).toMatchObject({ name: 'webgl', software: true, threads: 1 });
    expect(info.device).toMatch(/swiftshader/i);
    expect(tf.getBackend()).toBe('webgl');
  });

  test('auto takes no GPU in software', async () => {
    const info = await selectBackend('auto', { wasmPath });
    expect(info.name).toBe('wasm');
    const webgl = info.rejected.find((one) => one.name === 'webgl');
    expect(webgl?.reason).toMatch(/swiftshader.* is a GPU in software/i);
  });

  test('lists what the browser has', async () => {
    const reports = await listBackends();
    expect(reports.find((one) => one.name === 'webgl')).toMatchObject({ available: true, software: true });
    expect(reports.find((one) => one.name === 'cpu')).toMatchObject({ available: true, software: false });
  });
});
