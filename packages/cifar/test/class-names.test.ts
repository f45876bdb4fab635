import { describe, expect, test } from 'vitest';
import { cifar100ClassNames, cifar100CoarseNames, cifar10ClassNames } from '../src/index';

describe('class names', () => {
  test('of CIFAR-10 are the ten of the data set, by label', () => {
    expect(cifar10ClassNames).toEqual(
      'airplane automobile bird cat deer dog frog horse ship truck'.split(' '),
    );
  });

  test.each([
    ['fine', cifar100ClassNames, 100, 'apple', 'worm'],
    ['coarse', cifar100CoarseNames, 20, 'aquatic_mammals', 'vehicles_2'],
  ] as const)('of CIFAR-100, %s, are in alphabetical order', (_kind, names, count, first, last) => {
    expect(names).toHaveLength(count);
    expect(new Set(names).size).toBe(count);
    expect(names).toEqual([...names].sort());
    expect([names[0], names.at(-1)]).toEqual([first, last]);
  });
});
