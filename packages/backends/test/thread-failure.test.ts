import '@tensorflow/tfjs-layers';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeEach, expect, test } from 'vitest';
import { selectBackend } from '../src/index.node';
import { memoryOf } from '../src/wasm/backend-memory';
import { kernelModule } from '../src/wasm/kernel-module';
import { runtimeOf } from '../src/wasm/runtime';
import { startThreadPool } from '../src/wasm/thread-pool';
import { startThief } from './thief';

const backend = () => tf.backend() as BackendWasm;

beforeEach(() => selectBackend('wasm', { threads: 2 }));

/** A convolution of 64 blocks of rows, so that another thread gets one. */
function convolve(): number {
  return tf.tidy(() => {
    const y = tf.conv2d(
      tf.ones<tf.Rank.R4>([16, 32, 32, 16]),
      tf.ones<tf.Rank.R4>([3, 3, 16, 32]),
      1,
      'valid',
    );
    return tf.mean(y).dataSync()[0];
  });
}

test('a thread that fails during a kernel throws, and new threads can be started', async () => {
  expect(convolve()).toBe(9 * 16);
  const worker = await startThief(memoryOf(backend()), runtimeOf(backend()).control, { reports: true });
  const attempt = () => {
    // The thief may be too late for the first job.
    for (let i = 0; i < 1000; i++) convolve();
  };
  expect(attempt).toThrow(
    /^a thread of the wasm kernels failed \(.+\); call selectBackend\('wasm'\) to start new threads$/,
  );
  // The state of the other threads is unknown, so no kernel runs with them again.
  expect(convolve).toThrow('a thread of the wasm kernels failed');
  await worker.terminate();
  await selectBackend('wasm', { threads: 2 });
  expect(convolve()).toBe(9 * 16);
});

test('a thread that ends between kernels is detected', async () => {
  const memory = memoryOf(backend());
  // A control block outside of the memory: the thread traps as soon as it reads it.
  const outside = memory.buffer.byteLength;
  const pool = startThreadPool({ module: kernelModule(true).module, memory, control: outside }, 1);
  await pool.ready;
  await expect.poll(() => pool.failure?.message).toContain('memory access out of bounds');
  pool.stop();
});

test('a trap in the calling thread throws too', () => {
  const runtime = runtimeOf(backend());
  const outside = memoryOf(backend()).buffer.byteLength;
  expect(() => runtime.run((kernels) => kernels.reluBackward(outside, outside, outside, 100_000, 6))).toThrow(
    'a thread of the wasm kernels failed (memory access out of bounds)',
  );
});
