/**
 * Random integers as a function of a key and a position, so that the numbers of one image depend on nothing else.
 * Integer arithmetic only: every engine returns the same numbers.
 */

/** The 32-bit finalizer of MurmurHash3 (Austin Appleby, public domain): every input bit reaches every output bit. */
function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The odd integer nearest 2³² / golden ratio: multiples of it are spread evenly and repeat only after 2³². */
const golden = 0x9e3779b9;

/** Returns a different key for every combination of a key and a part, such as a seed and an epoch. */
export function combineKeys(key: number, part: number): number {
  return mix(mix(key + golden) ^ mix(Math.imul(part, golden) + 1));
}

/** Returns the key of a seed, which may be any safe integer. All of its bits count. */
export function keyOfSeed(seed: number): number {
  return combineKeys(seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0);
}

/** Returns a uniform integer from 0 to `below` − 1 for one position of a key. `below` is at most 2²⁰. */
export function randomInteger(key: number, position: number, below: number): number {
  return Math.floor((mix(key + Math.imul(position + 1, golden)) * below) / 2 ** 32);
}

/** Returns the integers 0 to `count` − 1 in random order (Fisher–Yates). */
export function randomOrder(count: number, key: number): Uint32Array {
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const j = randomInteger(key, i, i + 1);
    order[i] = order[j]!;
    order[j] = i;
  }
  return order;
}
