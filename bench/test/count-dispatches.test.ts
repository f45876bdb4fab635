import { afterEach, expect, test, vi } from 'vitest';
import { countDispatches } from '../src/gpu/measuring/count-dispatches';

afterEach(() => vi.unstubAllGlobals());

test('calls are counted, reach what they call, and count no more afterwards', async () => {
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

test('without a GPU there is nothing to count', async () => {
  expect(await countDispatches(() => Promise.resolve())).toBe(0);
});
