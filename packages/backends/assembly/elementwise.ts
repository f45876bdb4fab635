/** Kernels that meet each float once, in chunks for the threads. */
import { JOB } from './layout';
import { ADAM_W, ADD_ROW, DROPOUT, RELU, RELU_BACK, SGD } from './task-kinds';
import { controlBlock, parallel } from './threads';

/** Floats in a task: 64 KB, so that waking a thread pays. A multiple of 4. */
const CHUNK: i32 = 16384;

class Elementwise {
  count: i32;
  /** Up to four sources and three targets. */
  a: usize;
  b: usize;
  c: usize;
  d: usize;
  targetA: usize;
  targetB: usize;
  targetC: usize;
  /** Numbers of the kernel. */
  p: f32;
  q: f32;
  r: f32;
  s: f32;
  t: f32;
  seed: u32;
  threshold: u32;
  flag: i32;
  columns: i32;
  rowsOfTask: i32;
}

function job(): Elementwise {
  return changetype<Elementwise>(controlBlock() + JOB);
}

function run(kind: i32, count: i32): void {
  job().count = count;
  parallel(kind, (count + CHUNK - 1) / CHUNK);
}

function bytesBefore(task: i32): usize {
  return <usize>task * <usize>CHUNK * 4;
}

function floatsOf(task: i32): i32 {
  return min(CHUNK, job().count - task * CHUNK);
}

/** y = max(x, 0); NaN stays NaN. */
export function relu(x: usize, y: usize, count: i32): void {
  const it = job();
  it.a = x;
  it.targetA = y;
  run(RELU, count);
}

export function reluTask(task: i32): void {
  const it = job();
  const before = bytesBefore(task);
  let x = it.a + before;
  let y = it.targetA + before;
  let left = floatsOf(task);
  const zero = f32x4.splat(0);
  while (left >= 4) {
    v128.store(y, f32x4.max(v128.load(x), zero));
    x += 16;
    y += 16;
    left -= 4;
  }
  while (left > 0) {
    store<f32>(y, max<f32>(load<f32>(x), 0));
    x += 4;
    y += 4;
    left--;
  }
}

/** Adds one row to each row of [rows, columns]. */
export function addRow(x: usize, row: usize, y: usize, rows: i32, columns: i32): void {
  const it = job();
  it.a = x;
  it.b = row;
  it.targetA = y;
  it.count = rows;
  it.columns = columns;
  it.rowsOfTask = max(1, CHUNK / columns);
  parallel(ADD_ROW, (rows + it.rowsOfTask - 1) / it.rowsOfTask);
}

export function addRowTask(task: i32): void {
  const it = job();
  const first = task * it.rowsOfTask;
  const last = min(it.count, first + it.rowsOfTask);
  const before = (<usize>first * <usize>it.columns) << 2;
  let x = it.a + before;
  let y = it.targetA + before;
  for (let r = first; r < last; r++) {
    let row = it.b;
    let left = it.columns;
    while (left >= 4) {
      v128.store(y, f32x4.add(v128.load(x), v128.load(row)));
      x += 16;
      y += 16;
      row += 16;
      left -= 4;
    }
    while (left > 0) {
      store<f32>(y, load<f32>(x) + load<f32>(row));
      x += 4;
      y += 4;
      row += 4;
      left--;
    }
  }
}

/** dx = dy where x > 0, 0 where x ≤ 0, and NaN where x is NaN, as tfjs computes `dy · step(x)`. */
export function reluBackward(x: usize, dy: usize, dx: usize, count: i32, ceiling: f32): void {
  const it = job();
  it.a = x;
  it.b = dy;
  it.targetA = dx;
  it.p = ceiling;
  run(RELU_BACK, count);
}

export function reluBackTask(task: i32): void {
  const it = job();
  const before = bytesBefore(task);
  let x = it.a + before;
  let dy = it.b + before;
  let dx = it.targetA + before;
  let left = floatsOf(task);
  const zero = f32x4.splat(0);
  const nan = f32x4.splat(f32.NaN);
  const ceiling = f32x4.splat(it.p);
  while (left >= 4) {
    const input = v128.load(x);
    const passed = v128.and(f32x4.gt(input, zero), f32x4.le(input, ceiling));
    const invalid = v128.and(f32x4.ne(input, input), nan);
    v128.store(dx, v128.or(v128.and(v128.load(dy), passed), invalid));
    x += 16;
    dy += 16;
    dx += 16;
    left -= 4;
  }
  while (left > 0) {
    const input = load<f32>(x);
    const passed = input > 0 && input <= it.p;
    store<f32>(dx, passed ? load<f32>(dy) : input != input ? f32.NaN : 0);
    x += 4;
    dy += 4;
    dx += 4;
    left--;
  }
}

/**
 * y = x / (1 − rate) where a random number of the place and the seed is at least the rate, else 0. The same seed gives
 * the same places, so the gradient needs no mask: it is this function of dy.
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

/** A permutation of 32-bit numbers in which each bit depends on all: C. Wellons' "lowbias32" (public domain). */
function scramble(x: v128): v128 {
  x = v128.xor(x, i32x4.shr_u(x, 16));
  x = i32x4.mul(x, i32x4.splat(0x7feb352d));
  x = v128.xor(x, i32x4.shr_u(x, 15));
  x = i32x4.mul(x, i32x4.splat(<i32>0x846ca68b));
  return v128.xor(x, i32x4.shr_u(x, 16));
}

/** Four random numbers of the places from `place` on; scrambled twice, so that near seeds do not give shifted masks. */
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

/**
 * One step of AdamW for one variable: `m' = m + (1 − β1)(g − m)`, `v' = v + (1 − β2)(g² − v)`,
 * `w' = keepRate · w − stepSize · m' / (√v' + ε)`.
 */
export function adamW(
  w: usize,
  g: usize,
  m: usize,
  v: usize,
  nextW: usize,
  nextM: usize,
  nextV: usize,
  count: i32,
  stepSize: f32,
  oneMinusBeta1: f32,
  oneMinusBeta2: f32,
  epsilon: f32,
  keepRate: f32,
): void {
  const it = job();
  it.a = w;
  it.b = g;
  it.c = m;
  it.d = v;
  it.targetA = nextW;
  it.targetB = nextM;
  it.targetC = nextV;
  it.p = stepSize;
  it.q = oneMinusBeta1;
  it.r = oneMinusBeta2;
  it.s = epsilon;
  it.t = keepRate;
  run(ADAM_W, count);
}

export function adamWTask(task: i32): void {
  const it = job();
  const before = bytesBefore(task);
  const count = floatsOf(task);
  const end = (<usize>(count & ~3)) << 2;
  const stepSize = f32x4.splat(it.p);
  const q = f32x4.splat(it.q);
  const r = f32x4.splat(it.r);
  const epsilon = f32x4.splat(it.s);
  const keepRate = f32x4.splat(it.t);
  for (let at: usize = before; at < before + end; at += 16) {
    const g = v128.load(it.b + at);
    let m = v128.load(it.c + at);
    let v = v128.load(it.d + at);
    m = f32x4.add(m, f32x4.mul(f32x4.sub(g, m), q));
    v = f32x4.add(v, f32x4.mul(f32x4.sub(f32x4.mul(g, g), v), r));
    const step = f32x4.div(f32x4.mul(m, stepSize), f32x4.add(f32x4.sqrt(v), epsilon));
    v128.store(it.targetA + at, f32x4.sub(f32x4.mul(v128.load(it.a + at), keepRate), step));
    v128.store(it.targetB + at, m);
    v128.store(it.targetC + at, v);
  }
  for (let i = count & ~3; i < count; i++) {
    const at = before + ((<usize>i) << 2);
    const g = load<f32>(it.b + at);
    let m = load<f32>(it.c + at);
    let v = load<f32>(it.d + at);
    m += (g - m) * it.q;
    v += (g * g - v) * it.r;
    store<f32>(it.targetA + at, load<f32>(it.a + at) * it.t - (m * it.p) / (sqrt<f32>(v) + it.s));
    store<f32>(it.targetB + at, m);
    store<f32>(it.targetC + at, v);
  }
}

/**
 * One step of SGD for one variable: `u' = momentum · u − lr · g`, then `w' = keepRate · w + u'`, or with Nesterov
 * `w' = keepRate · w + momentum · u' − lr · g`. Without momentum `u` is 0 and there is no velocity.
 */
export function sgd(
  w: usize,
  g: usize,
  u: usize,
  nextW: usize,
  nextU: usize,
  count: i32,
  learningRate: f32,
  momentum: f32,
  keepRate: f32,
  nesterov: i32,
): void {
  const it = job();
  it.a = w;
  it.b = g;
  it.c = u;
  it.targetA = nextW;
  it.targetB = nextU;
  it.p = learningRate;
  it.q = momentum;
  it.r = keepRate;
  it.flag = nesterov;
  run(SGD, count);
}

export function sgdTask(task: i32): void {
  const it = job();
  const before = bytesBefore(task);
  const count = floatsOf(task);
  const end = (<usize>(count & ~3)) << 2;
  const learningRate = f32x4.splat(it.p);
  const momentum = f32x4.splat(it.q);
  const keepRate = f32x4.splat(it.r);
  const hasVelocity = it.c != 0;
  const nesterov = it.flag != 0;
  for (let at: usize = before; at < before + end; at += 16) {
    const step = f32x4.mul(v128.load(it.b + at), learningRate);
    let move = f32x4.neg(step);
    if (hasVelocity) {
      const u = f32x4.sub(f32x4.mul(v128.load(it.c + at), momentum), step);
      v128.store(it.targetB + at, u);
      move = nesterov ? f32x4.sub(f32x4.mul(u, momentum), step) : u;
    }
    v128.store(it.targetA + at, f32x4.add(f32x4.mul(v128.load(it.a + at), keepRate), move));
  }
  for (let i = count & ~3; i < count; i++) {
    const at = before + ((<usize>i) << 2);
    const step = load<f32>(it.b + at) * it.p;
    let move = -step;
    if (hasVelocity) {
      const u = load<f32>(it.c + at) * it.q - step;
      store<f32>(it.targetB + at, u);
      move = nesterov ? u * it.q - step : u;
    }
    store<f32>(it.targetA + at, load<f32>(it.a + at) * it.r + move);
  }
}
