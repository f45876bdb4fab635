/** Elementwise maximum of two tensors, and its gradients. */
import { bytesBefore, floatsOf, job, run } from './elementwise';
import { MAXIMUM, MAXIMUM_BACK } from './task-kinds';

/** y = max(a, b); NaN where either is. */
export function maximum(a: usize, b: usize, y: usize, count: i32): void {
  const it = job();
  it.a = a;
  it.b = b;
  it.targetA = y;
  run(MAXIMUM, count);
}

export function maximumTask(task: i32): void {
  const it = job();
  const before = bytesBefore(task);
  let a = it.a + before;
  let b = it.b + before;
  let y = it.targetA + before;
  let left = floatsOf(task);
  while (left >= 4) {
    v128.store(y, f32x4.max(v128.load(a), v128.load(b)));
    a += 16;
    b += 16;
    y += 16;
    left -= 4;
  }
  while (left > 0) {
    store<f32>(y, max<f32>(load<f32>(a), load<f32>(b)));
    a += 4;
    b += 4;
    y += 4;
    left--;
  }
}

/** da = dy where a ≥ b, db = dy where a < b, else 0: the first of equal numbers gets dy; neither does where one is NaN. */
export function maximumBackward(a: usize, b: usize, dy: usize, da: usize, db: usize, count: i32): void {
  const it = job();
  it.a = a;
  it.b = b;
  it.c = dy;
  it.targetA = da;
  it.targetB = db;
  run(MAXIMUM_BACK, count);
}

export function maximumBackTask(task: i32): void {
  const it = job();
  const before = bytesBefore(task);
  let a = it.a + before;
  let b = it.b + before;
  let dy = it.c + before;
  let da = it.targetA + before;
  let db = it.targetB + before;
  let left = floatsOf(task);
  while (left >= 4) {
    const first = v128.load(a);
    const second = v128.load(b);
    const error = v128.load(dy);
    v128.store(da, v128.and(error, f32x4.ge(first, second)));
    v128.store(db, v128.and(error, f32x4.lt(first, second)));
    a += 16;
    b += 16;
    dy += 16;
    da += 16;
    db += 16;
    left -= 4;
  }
  while (left > 0) {
    const error = load<f32>(dy);
    store<f32>(da, load<f32>(a) >= load<f32>(b) ? error : 0);
    store<f32>(db, load<f32>(a) < load<f32>(b) ? error : 0);
    a += 4;
    b += 4;
    dy += 4;
    da += 4;
    db += 4;
    left--;
  }
}
