/** Short copies: for a few hundred bytes, a loop is faster than `memory.copy`. */

/** Copies `count` floats. */
export function copyFloats(target: usize, source: usize, count: i32): void {
  while (count >= 4) {
    v128.store(target, v128.load(source));
    target += 16;
    source += 16;
    count -= 4;
  }
  while (count > 0) {
    store<f32>(target, load<f32>(source));
    target += 4;
    source += 4;
    count--;
  }
}

/** Sets `count` floats to zero. */
export function zeroFloats(target: usize, count: i32): void {
  while (count >= 4) {
    v128.store(target, f32x4.splat(0));
    target += 16;
    count -= 4;
  }
  while (count > 0) {
    store<f32>(target, 0);
    target += 4;
    count--;
  }
}
