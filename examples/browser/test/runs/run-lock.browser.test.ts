import { expect, test } from 'vitest';
import { whileLocked } from '../../src/runs/run-store';

test('a run is one training’s at a time, and free again however that ends', async () => {
  let end = () => {};
  const first = whileLocked('a', () => new Promise<void>((resolve) => (end = resolve)));
  // The browser has granted it when the next request is answered.
  await expect(whileLocked('a', () => Promise.resolve('second'))).rejects.toMatchObject({
    name: 'RunInUseError',
  });
  expect(await whileLocked('b', () => Promise.resolve('other'))).toBe('other');
  end();
  await first;
  await expect(whileLocked('a', () => Promise.reject(new Error('trouble')))).rejects.toThrow('trouble');
  expect(await whileLocked('a', () => Promise.resolve('third'))).toBe('third');
});

test('of eight that begin at once, one gets the run', async () => {
  for (let round = 0; round < 50; round++) {
    const starts = Array.from({ length: 8 }, (_, place) =>
      whileLocked(`round ${round}`, () => new Promise((resolve) => setTimeout(resolve, 5, place))),
    );
    const ends = await Promise.allSettled(starts);
    expect(ends.filter(({ status }) => status === 'fulfilled').length).toBe(1);
  }
});
