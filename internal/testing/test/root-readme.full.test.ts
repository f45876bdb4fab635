import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { repository } from '../src/workspace';

/** Enough for a step and a validation in each of the example's epochs, which shall be run all. */
const images = 8;

/** The example as printed, on the first images of the real CIFAR-10. Nothing else differs. */
vi.mock(import('@nin/cifar/node'), async (load) => {
  const real = await load();
  const { take } = await import('@nin/cifar');
  return {
    ...real,
    async loadCifar10(options) {
      const { train, test: held, ...rest } = await real.loadCifar10(options);
      return { ...rest, train: take(train, images), test: take(held, images) };
    },
  };
});

const printed: unknown[] = [];
const print = vi.spyOn(console, 'log').mockImplementation((line) => printed.push(line));
afterAll(() => print.mockRestore());

// The README is a module of tests, which become tests of this file.
await import(/* @vite-ignore */ join(repository, 'README.md'));

test('has printed an epoch a line, and learned', () => {
  const losses = printed.map((line) => Number(/ - loss: (\S+) - .*val_loss: \d/.exec(String(line))?.[1]));
  expect(losses).toHaveLength(60);
  // Ten classes: an untrained network's loss is about ln 10 = 2.3. Eight images are soon known by heart.
  expect(losses[0]).toBeGreaterThan(1.5);
  expect(losses[59]).toBeLessThan(losses[0] ?? NaN);
});
