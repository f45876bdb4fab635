/** Vectors of four floats, and loops over short rows of floats, that several kernels share. */

/** a · b + c, in one instruction where the engine has it. */
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(c, f32x4.mul(a, b));
}

/** Loads the first `count` floats, at most three, and zeros: the rest after the last full vector. */
export function loadSome(source: usize, count: i32): v128 {
  let values = f32x4.splat(0);
  if (count > 0) values = f32x4.replace_lane(values, 0, load<f32>(source));
  if (count > 1) values = f32x4.replace_lane(values, 1, load<f32>(source, 4));
  if (count > 2) values = f32x4.replace_lane(values, 2, load<f32>(source, 8));
  return values;
}

/** Stores the first `count` floats, at most three. */
export function storeSome(target: usize, values: v128, count: i32): void {
  if (count > 0) store<f32>(target, f32x4.extract_lane(values, 0));
  if (count > 1) store<f32>(target, f32x4.extract_lane(values, 1), 4);
  if (count > 2) store<f32>(target, f32x4.extract_lane(values, 2), 8);
}

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
