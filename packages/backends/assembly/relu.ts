/** ReLU and its gradient. */
import { bytesBefore, floatsOf, job, run } from './elementwise';
import { RELU, RELU_BACK } from './task-kinds';

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
