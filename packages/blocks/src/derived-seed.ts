/**
 * Returns a seed for part `index` of a model with the seed `seed`, practically independent for each part.
 *
 * Never returns 0, which TensorFlow.js treats as no seed. Mixes with the finalizer of MurmurHash3 (public domain).
 */
export function derivedSeed(seed: number, index: number): number {
  let mixed = (Math.imul(seed | 0, 0x9e3779b1) + Math.imul(index + 1, 0x85ebca77)) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 1) + 1;
}
