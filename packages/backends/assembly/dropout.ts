import { bytesBefore, CHUNK, floatsOf, job, run } from './elementwise';
import { DROPOUT } from './task-kinds';

/**
 * y = x / (1 − rate) where a random number computed from seed and index is at least the rate, else 0. The same seed drops
 * the same elements, so the gradient is this function of dy and needs no mask.
 *
 * @param threshold rate · 2³². @param scale 1 / (1 − rate).
 */
export function dropout(x: usize, y: usize, count: i32, threshold: u32, scale: f32, seed: u32): void {
  const it = job();
  it.a = x;
  it.targetA = y;
  it.threshold = threshold;
  it.p = scale;
  it.seed = seed;
  run(DROPOUT, count);
}

/** A permutation of 32-bit numbers in which every bit depends on all bits: C. Wellons' "lowbias32" (public domain). */
function scramble(x: v128): v128 {
  x = v128.xor(x, i32x4.shr_u(x, 16));
  x = i32x4.mul(x, i32x4.splat(0x7feb352d));
  x = v128.xor(x, i32x4.shr_u(x, 15));
  x = i32x4.mul(x, i32x4.splat(<i32>0x846ca68b));
  return v128.xor(x, i32x4.shr_u(x, 16));
}

/**
 * Four random numbers for the indices from `place` on; scrambled twice, so that similar seeds do not produce shifted
 * masks.
 */
function randomBits(place: i32, seed: v128): v128 {
  const places = i32x4.add(i32x4.splat(place), i32x4(0, 1, 2, 3));
  return scramble(v128.xor(scramble(i32x4.add(places, seed)), seed));
}

export function dropoutTask(task: i32): void {
  const it = job();
  const before = bytesBefore(task);
  let x = it.a + before;
  let y = it.targetA + before;
  let left = floatsOf(task);
  let place = task * CHUNK;
  const seed = scramble(i32x4.splat(it.seed ^ 0x9e3779b9));
  const threshold = i32x4.splat(it.threshold);
  const scale = f32x4.splat(it.p);
  while (left >= 4) {
    const kept = i32x4.ge_u(randomBits(place, seed), threshold);
    v128.store(y, v128.and(f32x4.mul(v128.load(x), scale), kept));
    x += 16;
    y += 16;
    place += 4;
    left -= 4;
  }
  let bits = randomBits(place, seed);
  while (left > 0) {
    const kept = <u32>i32x4.extract_lane(bits, 0) >= it.threshold;
    store<f32>(y, kept ? load<f32>(x) * it.p : 0);
    bits = v128.shuffle<i32>(bits, bits, 1, 2, 3, 0);
    x += 4;
    y += 4;
    left--;
  }
}
