import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { findBackend } from '@tensorflow/tfjs-core';
import { expectNoLeak } from '@nin/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { memoryOf } from '../src/wasm/backend-memory';
import { startThreads } from './on-wasm';
import { expectSameBits } from './same-bits';
import { prepareWorkload, threadWorkloads } from './thread-workloads';

function expectSameResults(actual: Float32Array[], expected: Float32Array[]): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((values, i) => expectSameBits(values, expected[i]));
}

describe('kernels on threads', () => {
  beforeAll(() => startThreads(2));

  test.each(Object.entries(threadWorkloads))(
    '%s: the same bits on 1, 2 and 3 threads',
    async (_, workload) => {
      await startThreads(2);
      await expectNoLeak(async () => {
        const { run, dispose } = prepareWorkload(workload);
        const onTwo = run();
        expect(onTwo.every((values) => values.every(Number.isFinite))).toBe(true);
        for (const threads of [1, 3]) {
          await startThreads(threads);
          expectSameResults(run(), onTwo);
        }
        dispose();
      });
    },
  );

  // With more threads than cores, threads are interrupted at any point.
  test.each([2, 3])('the same bits 200 times on %i threads, in the same memory', async (threads) => {
    await startThreads(threads);
    await expectNoLeak(() => {
      const workloads = Object.values(threadWorkloads).map(prepareWorkload);
      const first = workloads.map(({ run }) => run());
      // Tensors are counted elsewhere; scratch memory of kernels is only visible here.
      const { byteLength } = memoryOf(findBackend('wasm') as BackendWasm).buffer;
      for (let repetition = 0; repetition < 200; repetition++)
        workloads.forEach(({ run }, i) => expectSameResults(run(), first[i]));
      expect(memoryOf(findBackend('wasm') as BackendWasm).buffer.byteLength).toBe(byteLength);
      for (const { dispose } of workloads) dispose();
    });
  });
});
