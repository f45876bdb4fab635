import { createHash } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { sha256Hex, sha256OfJson } from '../src/sha256';

test('sha256Hex gives the published digest of "abc", in any parts', () => {
  // FIPS 180-2, appendix B.1.
  const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  const [a, bc] = [Uint8Array.of(97), Uint8Array.of(98, 99)];
  expect(sha256Hex([a, bc])).toBe(expected);
  expect(sha256Hex([a.buffer, bc.buffer])).toBe(expected);
  expect(sha256Hex([])).toBe(createHash('sha256').digest('hex'));
});

test('sha256Hex gives the same in a page, where there is no Node', () => {
  const parts = [Uint8Array.of(1, 2, 3), new Uint8Array(1000).fill(7)];
  const expected = createHash('sha256').update(parts[0]).update(parts[1]).digest('hex');
  expect(sha256Hex(parts)).toBe(expected);
  vi.stubGlobal('process', undefined);
  try {
    expect(sha256Hex(parts)).toBe(expected);
  } finally {
    vi.unstubAllGlobals();
  }
});

test('sha256OfJson depends on values, not on the order of keys, and survives a file', () => {
  const value = { b: [1, { d: -0, c: 0.1 }], a: undefined, n: NaN };
  const expected = createHash('sha256').update('{"b":[1,{"c":0.1,"d":0}],"n":null}').digest('hex');
  expect(sha256OfJson(value)).toBe(expected);
  expect(sha256OfJson(JSON.parse(JSON.stringify(value)))).toBe(expected);
  expect(sha256OfJson({ n: null, b: [1, { c: 0.1, d: 0 }] })).toBe(expected);
  expect(sha256OfJson({ n: null, b: [1, { c: 0.2, d: 0 }] })).not.toBe(expected);
  expect(sha256OfJson(undefined)).toBe(sha256OfJson(null));
});
