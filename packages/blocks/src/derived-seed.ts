/**
 * The seed of part number `index` of something seeded with `seed`: as good as independent for each part.
 *
 * Never 0, which TensorFlow.js takes for no seed. The mixing is the finalizer of MurmurHash3 (public domain).
 */
export function derivedSeed(seed: number, index: number): number {
  let mixed = (Math.imul(seed | 0, 0x9e3779b1) + Math.imul(index + 1, 0x85ebca77)) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 1) + 1;
}
