/** Optimizer steps of variables, each in one pass. */
import { bytesBefore, floatsOf, job, run } from './elementwise';
import { ADAM_W, SGD } from './task-kinds';

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
