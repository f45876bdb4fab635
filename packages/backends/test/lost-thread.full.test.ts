import '@tensorflow/tfjs-layers';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { selectBackend } from '../src/index.node';
import { memoryOf } from '../src/wasm/backend-memory';
import { runtimeOf } from '../src/wasm/runtime';
import { startThief } from './thief';

test('a thread that vanishes silently counts as lost after a minute', async () => {
  await selectBackend('wasm', { threads: 2 });
  const backend = tf.backend() as BackendWasm;
  await startThief(memoryOf(backend), runtimeOf(backend).control, { reports: false });
  const start = performance.now();
  const attempt = () => {
    // The thief may be too late for the first job.
    for (let i = 0; i < 1000; i++) {
      tf.tidy(() => tf.conv2d(tf.ones<tf.Rank.R4>([16, 32, 32, 16]), tf.ones([3, 3, 16, 32]), 1, 'valid'));
    }
  };
  expect(attempt).toThrow('a thread of the wasm kernels failed');
  const seconds = (performance.now() - start) / 1000;
  expect(seconds).toBeGreaterThan(30);
  expect(seconds).toBeLessThan(120);
});
