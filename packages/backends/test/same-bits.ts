import { expect } from 'vitest';

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) =>
  Buffer.from(buffer, byteOffset, byteLength);

/** Expects two arrays to be equal to the last bit. Much faster than `toEqual` on long ones. */
export function expectSameBits(actual: Float32Array, expected: Float32Array): void {
  if (bytesOf(actual).equals(bytesOf(expected))) return;
  expect(actual.length).toBe(expected.length);
  const at = actual.findIndex((value, i) => !Object.is(value, expected[i]));
  expect.unreachable(`value ${at} is ${actual[at]} instead of ${expected[at]}`);
}
