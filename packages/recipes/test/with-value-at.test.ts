import { describe, expect, test } from 'vitest';
import { withValueAt } from '../src/experiment/with-value-at';

const data = {
  seed: 0,
  network: {
    blocks: [
      { filters: 1, pool: { kind: 'max', size: 3 } },
      { filters: 2, widths: [4, 5] },
    ],
  },
};

describe('sets', () => {
  test('a field at the top, of an item, and of each item', () => {
    expect(withValueAt(data, 'seed', 7)).toEqual({ ...data, seed: 7 });
    const [first, second] = data.network.blocks;
    expect(withValueAt(data, 'network.blocks.1.filters', 9)).toEqual({
      seed: 0,
      network: { blocks: [first, { ...second, filters: 9 }] },
    });
    expect(withValueAt(data, 'network.blocks.*.kind', 'nin')).toEqual({
      seed: 0,
      network: {
        blocks: [
          { ...first, kind: 'nin' },
          { ...second, kind: 'nin' },
        ],
      },
    });
  });

  test('only those of all items that have what the path goes through', () => {
    const [first, second] = data.network.blocks;
    expect(withValueAt(data, 'network.blocks.*.pool.kind', 'average')).toEqual({
      seed: 0,
      network: { blocks: [{ ...first, pool: { kind: 'average', size: 3 } }, second] },
    });
    expect(withValueAt(data, 'network.blocks.*.widths.*', 1)).toEqual({
      seed: 0,
      network: { blocks: [first, { filters: 2, widths: [1, 1] }] },
    });
  });

  test('nothing in what it was given, and no prototype', () => {
    const frozen = Object.freeze({ a: Object.freeze([1]) });
    expect(withValueAt(frozen, 'a.0', 2)).toEqual({ a: [2] });
    const changed = withValueAt({}, '__proto__', { polluted: true }) as object;
    expect(Object.hasOwn(changed, '__proto__')).toBe(true);
    expect('polluted' in changed).toBe(false);
  });
});

test.each([
  [
    'netwrok.blocks.0.filters',
    'the experiment has the fields seed, network, got netwrok (did you mean network?)',
  ],
  ['network.blocks.2.filters', 'network.blocks must have * or an item from 0 to 1 behind it, got 2'],
  ['network.blocks.-1.filters', 'network.blocks must have * or an item from 0 to 1 behind it, got -1'],
  ['network.blocks.length', 'network.blocks must have * or an item from 0 to 1 behind it, got length'],
  [
    'network.blocks.*.pol.kind',
    'network.blocks.0 has the fields filters, pool, got pol (did you mean pool?)',
  ],
  ['network.blocks.0.toString.call', 'network.blocks.0 has the fields filters, pool, got toString'],
  ['network.blocks.0.filters.x', 'network.blocks.0.filters must have fields for x to be one of them, got 1'],
  ['network..blocks', "network must have the name of a field behind it, got ''"],
])('refuses %s', (path, message) => {
  expect(() => withValueAt(data, path, 1)).toThrow(expect.objectContaining({ name: 'PathError', message }));
});
