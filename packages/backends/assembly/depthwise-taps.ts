/** The inner loops of depthwise convolution, with sums in registers: sixteen channels at a time, then four, then one. */
import { multiplyAdd } from './vectors';

/**
 * `target[c] = Σ over r, t of source[r, t, c] · filter[r, t, c]`, over the taps of one pixel. Distances between rows and
 * between taps are in bytes; those of the source may be negative.
 */
export function gatherTaps(
  target: usize,
  source: usize,
  filter: usize,
  rows: i32,
  taps: i32,
  sourceRow: isize,
  sourceTap: isize,
  filterRow: usize,
  filterTap: usize,
  channels: i32,
): void {
  while (channels >= 16) {
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    let c = f32x4.splat(0);
    let d = f32x4.splat(0);
    for (let r = 0; r < rows; r++) {
      let x = source + r * sourceRow;
      let w = filter + r * filterRow;
      for (let t = 0; t < taps; t++) {
        a = multiplyAdd(v128.load(x), v128.load(w), a);
        b = multiplyAdd(v128.load(x, 16), v128.load(w, 16), b);
        c = multiplyAdd(v128.load(x, 32), v128.load(w, 32), c);
        d = multiplyAdd(v128.load(x, 48), v128.load(w, 48), d);
        x += sourceTap;
        w += filterTap;
      }
    }
    v128.store(target, a);
    v128.store(target, b, 16);
    v128.store(target, c, 32);
    v128.store(target, d, 48);
    target += 64;
    source += 64;
    filter += 64;
    channels -= 16;
  }
  while (channels >= 4) {
    let a = f32x4.splat(0);
    for (let r = 0; r < rows; r++) {
      let x = source + r * sourceRow;
      let w = filter + r * filterRow;
      for (let t = 0; t < taps; t++) {
        a = multiplyAdd(v128.load(x), v128.load(w), a);
        x += sourceTap;
        w += filterTap;
      }
    }
    v128.store(target, a);
    target += 16;
    source += 16;
    filter += 16;
    channels -= 4;
  }
  while (channels > 0) {
    let a: f32 = 0;
    for (let r = 0; r < rows; r++) {
      let x = source + r * sourceRow;
      let w = filter + r * filterRow;
      for (let t = 0; t < taps; t++) {
        a += load<f32>(x) * load<f32>(w);
        x += sourceTap;
        w += filterTap;
      }
    }
    store<f32>(target, a);
    target += 4;
    source += 4;
    filter += 4;
    channels--;
  }
}

/** `target[c] += Σ over p of x[p, c] · y[p, c]`: the gradient of one tap from a line of pixels. Steps are in bytes. */
export function addLine(
  target: usize,
  x: usize,
  y: usize,
  pixels: i32,
  xStep: usize,
  yStep: usize,
  channels: i32,
): void {
  while (channels >= 16) {
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    let c = f32x4.splat(0);
    let d = f32x4.splat(0);
    let px = x;
    let py = y;
    for (let p = 0; p < pixels; p++) {
      a = multiplyAdd(v128.load(px), v128.load(py), a);
      b = multiplyAdd(v128.load(px, 16), v128.load(py, 16), b);
      c = multiplyAdd(v128.load(px, 32), v128.load(py, 32), c);
      d = multiplyAdd(v128.load(px, 48), v128.load(py, 48), d);
      px += xStep;
      py += yStep;
    }
    v128.store(target, f32x4.add(v128.load(target), a));
    v128.store(target, f32x4.add(v128.load(target, 16), b), 16);
    v128.store(target, f32x4.add(v128.load(target, 32), c), 32);
    v128.store(target, f32x4.add(v128.load(target, 48), d), 48);
    target += 64;
    x += 64;
    y += 64;
    channels -= 16;
  }
  while (channels >= 4) {
    let a = f32x4.splat(0);
    let px = x;
    let py = y;
    for (let p = 0; p < pixels; p++) {
      a = multiplyAdd(v128.load(px), v128.load(py), a);
      px += xStep;
      py += yStep;
    }
    v128.store(target, f32x4.add(v128.load(target), a));
    target += 16;
    x += 16;
    y += 16;
    channels -= 4;
  }
  while (channels > 0) {
    let a: f32 = 0;
    let px = x;
    let py = y;
    for (let p = 0; p < pixels; p++) {
      a += load<f32>(px) * load<f32>(py);
      px += xStep;
      py += yStep;
    }
    store<f32>(target, load<f32>(target) + a);
    target += 4;
    x += 4;
    y += 4;
    channels--;
  }
}
