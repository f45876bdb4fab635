/** The odd integer nearest 2³² / golden ratio: its multiples are spread evenly and repeat only after 2³². */
const golden = 0x9e3779b9;

/** The 32-bit finalizer of MurmurHash3 (Austin Appleby, public domain). */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Hashes several integers to one seed, so that different combinations, or orders, give independent random numbers.
 *
 * @returns an integer, 0 to 2³² − 1, the same on every platform.
 */
export function mixSeeds(...parts: number[]): number {
  let seed = 0;
  for (const part of parts) {
    seed = mix(seed + golden + (part >>> 0));
    seed = mix(seed + golden + (Math.floor(part / 2 ** 32) >>> 0));
  }
  return seed;
}

/** Returns the integers 0 to `count` − 1 in an order that depends on the seed alone: Fisher–Yates shuffle. */
export function shuffledOrder(count: number, seed: number): Uint32Array {
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const j = Math.floor((mixSeeds(seed, i) * (i + 1)) / 2 ** 32);
    order[i] = order[j] ?? 0;
    order[j] = i;
  }
  return order;
}
