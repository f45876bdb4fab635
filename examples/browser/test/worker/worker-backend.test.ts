import { DeviceLostError, type BackendInfo, type selectBackend } from '@nin/backends';
import { expect, test } from 'vitest';
import { workerBackend } from '../../src/worker/worker-backend';

/** A backend of the worker whose starts are written down instead of done. */
function watchedBackend() {
  const log: string[] = [];
  const select: typeof selectBackend = async (preference = 'auto', options) => {
    log.push(`start ${preference} with ${options?.wasmPath}`);
    await Promise.resolve();
    if (preference === 'webgpu') throw new Error('this browser has no WebGPU');
    return { name: preference === 'auto' ? 'wasm' : preference } as BackendInfo;
  };
  const page = new URL('https://example.org/lab/');
  const backend = workerBackend({ page, onStart: () => log.push('started'), select });
  return { backend, log };
}

test('a backend that runs is not started again, and another one is', async () => {
  const { backend, log } = watchedBackend();
  await Promise.all([backend.select('wasm'), backend.select('wasm'), backend.select('webgl')]);
  const wasm = 'https://example.org/lab/wasm/';
  expect(log).toEqual([`start wasm with ${wasm}`, 'started', `start webgl with ${wasm}`, 'started']);
});

test('one that does not start leaves the one there was', async () => {
  const { backend, log } = watchedBackend();
  await backend.select('webgl');
  await expect(backend.select('webgpu')).rejects.toThrow('no WebGPU');
  expect((await backend.running()).name).toBe('webgl');
  expect(log.filter((line) => line === 'started').length).toBe(1);
});

test('without a choice the best is started, and a lost one anew', async () => {
  const { backend, log } = watchedBackend();
  expect((await backend.running()).name).toBe('wasm');
  backend.notice(new Error('something else'));
  await backend.running();
  expect(log.filter((line) => line === 'started').length).toBe(1);
  backend.notice(new DeviceLostError('webgl', 'reset'));
  await backend.running();
  expect(log.filter((line) => line === 'started').length).toBe(2);
});
