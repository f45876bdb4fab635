import '@tensorflow/tfjs-layers';
import { testMisuse } from '@nin/testing';
import { beforeAll, expect, test } from 'vitest';
import * as backends from '../src/index.node';

const { installTrainingKernels, selectBackend } = backends;

beforeAll(async () => void (await selectBackend('wasm')));

testMisuse(backends, {
  installTrainingKernels: { arguments: { backendName: 'wasm' } },
  listBackends: { arguments: {} },
  selectBackend: {
    arguments: { preference: 'wasm', options: {} },
    accepts: ['options: object', 'options: undefined', 'preference: undefined'],
  },
  selfCheck: { arguments: { options: {} }, accepts: ['options: object', 'options: undefined'] },
  warmUp: {
    arguments: { work: () => undefined, options: {} },
    accepts: ['options: object', 'options: undefined', 'work: function'],
  },
});

test.each([
  { given: { thread: 2 }, answer: 'got thread (did you mean threads?)' },
  { given: { wasmpath: '/' }, answer: 'got wasmpath (did you mean wasmPath?)' },
])('selectBackend answers $given with the right name', async ({ given, answer }) => {
  await expect(selectBackend('wasm', given as backends.SelectBackendOptions)).rejects.toThrow(
    `selectBackend: options must have only the fields threads, kernels, precision, wasmPath, ${answer}`,
  );
});

test.each([
  { given: { threads: '2' }, answer: "threads must be a positive integer, got '2'" },
  { given: { kernels: 'no' }, answer: "kernels must be true or false, got 'no'" },
  { given: { precision: 'half' }, answer: "precision must be one of 'float32', 'float16', got 'half'" },
  { given: { wasmPath: 3 }, answer: 'wasmPath must be a URL as a string, got 3' },
])('selectBackend refuses $given', async ({ given, answer }) => {
  await expect(selectBackend('wasm', given as never)).rejects.toThrow(`selectBackend: ${answer}`);
});

test('backend names are those of tfjs', async () => {
  await expect(selectBackend('wgpu' as never)).rejects.toThrow(
    "selectBackend: preference must be one of 'auto', 'webgpu', 'webgl', 'wasm', 'cpu', got 'wgpu' (did you mean 'webgpu'?)",
  );
  expect(() => installTrainingKernels('WASM')).toThrow(
    "installTrainingKernels: backend must be one of 'webgpu', 'webgl', 'wasm', 'cpu', got 'WASM' (did you mean 'wasm'?)",
  );
});
