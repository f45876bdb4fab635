/** Sums in float64, two per vector: over rows of floats, and over contiguous floats. */

/** The lower two of four floats, as doubles. */
function lower(floats: v128): v128 {
  return f64x2.promote_low_f32x4(floats);
}

/** The upper two. */
function upper(floats: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i64>(floats, floats, 1, 1));
}

/** Returns the sum of `count` contiguous floats. */
export function sumOfFloats(floats: usize, count: i32): f64 {
  let a = f64x2.splat(0);
  let b = a;
  let c = a;
  let d = a;
  while (count >= 8) {
    const left = v128.load(floats);
    const right = v128.load(floats, 16);
    a = f64x2.add(a, lower(left));
    b = f64x2.add(b, upper(left));
    c = f64x2.add(c, lower(right));
    d = f64x2.add(d, upper(right));
    floats += 32;
    count -= 8;
  }
  const sums = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
  let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  while (count > 0) {
    sum += <f64>load<f32>(floats);
    floats += 4;
    count--;
  }
  return sum;
}

/** Adds a row of floats to a row of sums. */
export function addToDoubles(sum: usize, row: usize, count: i32): void {
  while (count >= 4) {
    const floats = v128.load(row);
    v128.store(sum, f64x2.add(v128.load(sum), lower(floats)));
    v128.store(sum, f64x2.add(v128.load(sum, 16), upper(floats)), 16);
    sum += 32;
    row += 16;
    count -= 4;
  }
  while (count > 0) {
    store<f64>(sum, load<f64>(sum) + <f64>load<f32>(row));
    sum += 8;
    row += 4;
    count--;
  }
}

/** Adds four rows of floats, `rowBytes` apart, to a row of sums with one read and write of the sums. */
export function addFourToDoubles(sum: usize, row: usize, rowBytes: usize, count: i32): void {
  while (count >= 4) {
    const a = v128.load(row);
    const b = v128.load(row + rowBytes);
    const c = v128.load(row + rowBytes * 2);
    const d = v128.load(row + rowBytes * 3);
    const low = f64x2.add(f64x2.add(lower(a), lower(b)), f64x2.add(lower(c), lower(d)));
    const high = f64x2.add(f64x2.add(upper(a), upper(b)), f64x2.add(upper(c), upper(d)));
    v128.store(sum, f64x2.add(v128.load(sum), low));
    v128.store(sum, f64x2.add(v128.load(sum, 16), high), 16);
    sum += 32;
    row += 16;
    count -= 4;
  }
  while (count > 0) {
    const two = <f64>load<f32>(row) + <f64>load<f32>(row + rowBytes);
    const more = <f64>load<f32>(row + rowBytes * 2) + <f64>load<f32>(row + rowBytes * 3);
    store<f64>(sum, load<f64>(sum) + (two + more));
    sum += 8;
    row += 4;
    count--;
  }
}

/** target += source */
export function addDoubles(target: usize, source: usize, count: i32): void {
  for (; count > 0; count--) {
    store<f64>(target, load<f64>(target) + load<f64>(source));
    target += 8;
    source += 8;
  }
}

/** Sets `count` doubles. */
export function fillDoubles(target: usize, value: f64, count: i32): void {
  for (; count > 0; count--) {
    store<f64>(target, value);
    target += 8;
  }
}

/** Rounds `count` doubles, times a factor, to floats. */
export function roundDoubles(target: usize, source: usize, factor: f64, count: i32): void {
  for (; count > 0; count--) {
    store<f32>(target, <f32>(load<f64>(source) * factor));
    target += 4;
    source += 8;
  }
}
