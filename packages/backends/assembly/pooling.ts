/** Gradients of 2-D pooling over NHWC images, four channels at a time. A task is an image. */
import { zeroFloats } from './copy';
import { JOB } from './layout';
import { AVERAGE_POOL_BACK, MAX_POOL_BACK } from './task-kinds';
import { controlBlock, parallel } from './threads';
import { Windows } from './windows';

class Pool extends Windows {
  x: usize;
  y: usize;
  dy: usize;
  dx: usize;
}

function job(): Pool {
  return changetype<Pool>(controlBlock() + JOB);
}

/** Each output gradient goes to the first pixel of its window, row by row, that equals the maximum. */
export function maxPoolBackward(x: usize, y: usize, dy: usize, dx: usize): void {
  const it = job();
  it.x = x;
  it.y = y;
  it.dy = dy;
  it.dx = dx;
  parallel(MAX_POOL_BACK, it.images);
}

/** Each output gradient is divided equally among the image pixels of its window. */
export function averagePoolBackward(dy: usize, dx: usize): void {
  const it = job();
  it.dy = dy;
  it.dx = dx;
  parallel(AVERAGE_POOL_BACK, it.images);
}

export function maxPoolBackTask(image: i32): void {
  const it = job();
  const channels = it.channels;
  const imageFloats = it.height * it.width * channels;
  const imageBytes = (<usize>image * <usize>imageFloats) << 2;
  const outBytes = (<usize>image * <usize>(it.outHeight * it.outWidth * channels)) << 2;
  const x = it.x + imageBytes;
  const dx = it.dx + imageBytes;
  let y = it.y + outBytes;
  let dy = it.dy + outBytes;
  zeroFloats(dx, imageFloats);
  for (let v = 0; v < it.outHeight; v++) {
    for (let u = 0; u < it.outWidth; u++) {
      maxPoolWindow(it, v * it.strideY - it.top, u * it.strideX - it.left, x, dx, y, dy);
      y += (<usize>channels) << 2;
      dy += (<usize>channels) << 2;
    }
  }
}

function maxPoolWindow(it: Pool, row: i32, column: i32, x: usize, dx: usize, y: usize, dy: usize): void {
  const channels = it.channels;
  const width = it.width;
  let c = 0;
  for (; c + 4 <= channels; c += 4) {
    const at = (<usize>c) << 2;
    const maximum = v128.load(y + at);
    let error = v128.load(dy + at);
    for (let a = 0; a < it.windowHeight; a++) {
      const r = row + a * it.dilationY;
      if (<u32>r >= <u32>it.height) continue;
      for (let b = 0; b < it.windowWidth; b++) {
        const s = column + b * it.dilationX;
        if (<u32>s >= <u32>width) continue;
        const pixel = ((<usize>((r * width + s) * channels)) << 2) + at;
        const found = f32x4.eq(v128.load(x + pixel), maximum);
        v128.store(dx + pixel, f32x4.add(v128.load(dx + pixel), v128.and(error, found)));
        // Later pixels with the same value get nothing.
        error = v128.andnot(error, found);
      }
    }
  }
  for (; c < channels; c++) {
    const at = (<usize>c) << 2;
    const maximum = load<f32>(y + at);
    let error = load<f32>(dy + at);
    for (let a = 0; a < it.windowHeight; a++) {
      const r = row + a * it.dilationY;
      if (<u32>r >= <u32>it.height) continue;
      for (let b = 0; b < it.windowWidth; b++) {
        const s = column + b * it.dilationX;
        if (<u32>s >= <u32>width) continue;
        const pixel = ((<usize>((r * width + s) * channels)) << 2) + at;
        if (load<f32>(x + pixel) != maximum) continue;
        store<f32>(dx + pixel, load<f32>(dx + pixel) + error);
        error = 0;
      }
    }
  }
}

export function averagePoolBackTask(image: i32): void {
  const it = job();
  const channels = it.channels;
  const imageFloats = it.height * it.width * channels;
  const dx = it.dx + ((<usize>image * <usize>imageFloats) << 2);
  let dy = it.dy + ((<usize>image * <usize>(it.outHeight * it.outWidth * channels)) << 2);
  zeroFloats(dx, imageFloats);
  for (let v = 0; v < it.outHeight; v++) {
    for (let u = 0; u < it.outWidth; u++) {
      averagePoolWindow(it, v * it.strideY - it.top, u * it.strideX - it.left, dx, dy);
      dy += (<usize>channels) << 2;
    }
  }
}

/** Returns how many of `taps` pixels, `step` apart from `from` on, are in 0 … size − 1. */
function inside(from: i32, taps: i32, step: i32, size: i32): i32 {
  let count = 0;
  for (let tap = 0; tap < taps; tap++) if (<u32>(from + tap * step) < <u32>size) count++;
  return count;
}

function averagePoolWindow(it: Pool, row: i32, column: i32, dx: usize, dy: usize): void {
  const channels = it.channels;
  const width = it.width;
  const count =
    inside(row, it.windowHeight, it.dilationY, it.height) *
    inside(column, it.windowWidth, it.dilationX, width);
  const share = <f32>1 / <f32>count;
  const shares = f32x4.splat(share);
  for (let a = 0; a < it.windowHeight; a++) {
    const r = row + a * it.dilationY;
    if (<u32>r >= <u32>it.height) continue;
    for (let b = 0; b < it.windowWidth; b++) {
      const s = column + b * it.dilationX;
      if (<u32>s >= <u32>width) continue;
      let target = dx + ((<usize>((r * width + s) * channels)) << 2);
      let error = dy;
      let left = channels;
      while (left >= 4) {
        v128.store(target, f32x4.add(v128.load(target), f32x4.mul(v128.load(error), shares)));
        target += 16;
        error += 16;
        left -= 4;
      }
      while (left > 0) {
        store<f32>(target, load<f32>(target) + load<f32>(error) * share);
        target += 4;
        error += 4;
        left--;
      }
    }
  }
}
