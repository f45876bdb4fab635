import { afterEach, expect, test, vi } from 'vitest';
import { countDispatches } from '../src/measure/count-dispatches';

afterEach(() => vi.unstubAllGlobals());

test('calls are counted and passed on, and no longer counted afterwards', async () => {
  const sizes: number[] = [];
  class Encoder {
    dispatchWorkgroups(size: number) {
      sizes.push(size);
    }
  }
  vi.stubGlobal('GPUComputePassEncoder', Encoder);
  const current = () =>
    Object.getOwnPropertyDescriptor(Encoder.prototype, 'dispatchWorkgroups')?.value as unknown;
  const before = current();
  const encoder = new Encoder();
  const count = await countDispatches(async () => {
    encoder.dispatchWorkgroups(3);
    await Promise.resolve();
    encoder.dispatchWorkgroups(4);
  });
  expect(count).toBe(2);
  expect(sizes).toEqual([3, 4]);
  expect(current()).toBe(before);
});

test('without a GPU the count is 0', async () => {
  expect(await countDispatches(() => Promise.resolve())).toBe(0);
});
