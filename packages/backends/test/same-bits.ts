import { expect } from 'vitest';

const bitsOf = ({ buffer, byteOffset, length }: Float32Array) => new Uint32Array(buffer, byteOffset, length);

/** Expects two arrays to be bit-identical. Much faster than `toEqual` for long arrays. */
export function expectSameBits(actual: Float32Array, expected: Float32Array): void {
  expect(actual.length).toBe(expected.length);
  const [mine, theirs] = [bitsOf(actual), bitsOf(expected)];
  let at = 0;
  while (at < mine.length && mine[at] === theirs[at]) at++;
  if (at === mine.length) return;
  expect.unreachable(`value ${at} is ${actual[at]} instead of ${expected[at]}`);
}
