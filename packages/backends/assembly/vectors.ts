/** Loops over short rows of floats that several kernels share. */

/** target += source */
export function addFloats(target: usize, source: usize, count: i32): void {
  while (count >= 4) {
    v128.store(target, f32x4.add(v128.load(target), v128.load(source)));
    target += 16;
    source += 16;
    count -= 4;
  }
  while (count > 0) {
    store<f32>(target, load<f32>(target) + load<f32>(source));
    target += 4;
    source += 4;
    count--;
  }
}
