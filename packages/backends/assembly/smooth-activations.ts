/** GELU (Hendrycks & Gimpel 2016) and swish (Ramachandran et al. 2017; SiLU), and their gradients, from their inputs. */
import { bytesBefore, floatsOf, job, run } from './elementwise';
import { exponential } from './exponential';
import { SMOOTH, SMOOTH_BACK } from './task-kinds';
import { loadSome, multiplyAdd, storeSome } from './vectors';

/** Values of `kind`. */
export const GELU: i32 = 0;
export const SWISH: i32 = 1;

const SQRT_HALF: f32 = 0.70710678118654752;
/** 1 / √(2π), the density of the normal distribution at 0. */
const DENSITY: f32 = 0.39894228040143268;

export function smoothActivation(kind: i32, x: usize, y: usize, count: i32): void {
  const it = job();
  it.flag = kind;
  it.a = x;
  it.targetA = y;
  run(SMOOTH, count);
}

export function smoothActivationBackward(kind: i32, x: usize, dy: usize, dx: usize, count: i32): void {
  const it = job();
  it.flag = kind;
  it.a = x;
  it.b = dy;
  it.targetA = dx;
  run(SMOOTH_BACK, count);
}

/**
 * Φ(x), the normal cumulative distribution, given e^(−x²/2), accurate to 1e-7: Abramowitz & Stegun, "Handbook of
 * Mathematical Functions", 7.1.26, which stock tfjs also uses for `erf`.
 */
function normalShare(x: v128, density: v128): v128 {
  const z = f32x4.mul(f32x4.abs(x), f32x4.splat(SQRT_HALF));
  const one = f32x4.splat(1);
  const t = f32x4.div(one, multiplyAdd(z, f32x4.splat(0.3275911), one));
  let sum = multiplyAdd(f32x4.splat(1.061405429), t, f32x4.splat(-1.453152027));
  sum = multiplyAdd(sum, t, f32x4.splat(1.421413741));
  sum = multiplyAdd(sum, t, f32x4.splat(-0.284496736));
  sum = multiplyAdd(sum, t, f32x4.splat(0.254829592));
  const beyond = f32x4.mul(f32x4.mul(f32x4.mul(sum, t), density), f32x4.splat(0.5));
  return v128.bitselect(beyond, f32x4.sub(one, beyond), f32x4.lt(x, f32x4.splat(0)));
}

/** e^(−x²/2) */
function bell(x: v128): v128 {
  return exponential(f32x4.mul(f32x4.mul(x, x), f32x4.splat(-0.5)));
}

/** 1 / (1 + e^(−x)) */
function sigmoid(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exponential(f32x4.neg(x))));
}

function valueOf(kind: i32, x: v128): v128 {
  return f32x4.mul(x, kind == GELU ? normalShare(x, bell(x)) : sigmoid(x));
}

/** Φ(x) + x · φ(x), and σ(x) · (1 + x · (1 − σ(x))). */
function slopeOf(kind: i32, x: v128): v128 {
  if (kind == GELU) {
    const density = bell(x);
    const share = normalShare(x, density);
    return multiplyAdd(f32x4.mul(x, f32x4.splat(DENSITY)), density, share);
  }
  const one = f32x4.splat(1);
  const share = sigmoid(x);
  return f32x4.mul(share, multiplyAdd(x, f32x4.sub(one, share), one));
}

export function smoothTask(task: i32): void {
  const it = job();
  const kind = it.flag;
  const before = bytesBefore(task);
  let x = it.a + before;
  let y = it.targetA + before;
  let left = floatsOf(task);
  while (left >= 4) {
    v128.store(y, valueOf(kind, v128.load(x)));
    x += 16;
    y += 16;
    left -= 4;
  }
  storeSome(y, valueOf(kind, loadSome(x, left)), left);
}

export function smoothBackTask(task: i32): void {
  const it = job();
  const kind = it.flag;
  const before = bytesBefore(task);
  let x = it.a + before;
  let dy = it.b + before;
  let dx = it.targetA + before;
  let left = floatsOf(task);
  while (left >= 4) {
    v128.store(dx, f32x4.mul(v128.load(dy), slopeOf(kind, v128.load(x))));
    x += 16;
    dy += 16;
    dx += 16;
    left -= 4;
  }
  storeSome(dx, f32x4.mul(loadSome(dy, left), slopeOf(kind, loadSome(x, left))), left);
}
