/**
 * Depthwise convolution of NHWC images and its gradients, channels side by side in vectors. A filter is
 * [height, width, channels, multiplier]: output channel c · multiplier + q sees input channel c only.
 */
import { zeroFloats } from './copy';
import { JOB } from './layout';
import { DEPTHWISE_BACK_FILTER, DEPTHWISE_BACK_INPUT, DEPTHWISE_FORWARD } from './task-kinds';
import { controlBlock, parallel } from './threads';
import { addFloats } from './vectors';
import { Windows } from './windows';

class Depthwise extends Windows {
  x: usize;
  filter: usize;
  /** y forward, dy backward. */
  y: usize;
  /** dx or dW. */
  target: usize;
  multiplier: i32;
}

function job(): Depthwise {
  return changetype<Depthwise>(controlBlock() + JOB);
}

export function depthwiseForward(x: usize, filter: usize, y: usize, multiplier: i32): void {
  const it = job();
  it.multiplier = multiplier;
  it.x = x;
  it.filter = filter;
  it.y = y;
  parallel(DEPTHWISE_FORWARD, it.images * it.outHeight);
}

export function depthwiseBackwardInput(dy: usize, filter: usize, dx: usize, multiplier: i32): void {
  const it = job();
  it.multiplier = multiplier;
  it.y = dy;
  it.filter = filter;
  it.target = dx;
  parallel(DEPTHWISE_BACK_INPUT, it.images);
}

/** A task is a tap of the filter, summed over all images and positions. */
export function depthwiseBackwardFilter(
  x: usize,
  dy: usize,
  dFilter: usize,
  multiplier: i32,
  scratch: usize,
): void {
  const it = job();
  it.multiplier = multiplier;
  it.x = x;
  it.y = dy;
  it.target = dFilter;
  it.filter = scratch;
  parallel(DEPTHWISE_BACK_FILTER, it.windowHeight * it.windowWidth);
}

/** y[c · m + q] += x[c] · w[c · m + q] */
function forwardTap(y: usize, x: usize, w: usize, channels: i32, multiplier: i32): void {
  if (multiplier == 1) {
    while (channels >= 4) {
      v128.store(y, f32x4.add(v128.load(y), f32x4.mul(v128.load(x), v128.load(w))));
      y += 16;
      x += 16;
      w += 16;
      channels -= 4;
    }
  }
  for (let c = 0; c < channels; c++) {
    const value = load<f32>(x);
    for (let q = 0; q < multiplier; q++) {
      store<f32>(y, load<f32>(y) + value * load<f32>(w));
      y += 4;
      w += 4;
    }
    x += 4;
  }
}

/** dx[c] += Σ over q of dy[c · m + q] · w[c · m + q] */
function inputTap(dx: usize, dy: usize, w: usize, channels: i32, multiplier: i32): void {
  if (multiplier == 1) {
    forwardTap(dx, dy, w, channels, 1);
    return;
  }
  for (let c = 0; c < channels; c++) {
    let sum = load<f32>(dx);
    for (let q = 0; q < multiplier; q++) {
      sum += load<f32>(dy) * load<f32>(w);
      dy += 4;
      w += 4;
    }
    store<f32>(dx, sum);
    dx += 4;
  }
}

export function depthwiseForwardTask(task: i32): void {
  const it = job();
  const image = task / it.outHeight;
  const v = task - image * it.outHeight;
  const outChannels = it.channels * it.multiplier;
  const lineFloats = it.width * it.channels;
  const x = it.x + ((<usize>(image * it.height) * <usize>lineFloats) << 2);
  let y = it.y + ((<usize>task * <usize>(it.outWidth * outChannels)) << 2);
  zeroFloats(y, it.outWidth * outChannels);
  for (let u = 0; u < it.outWidth; u++) {
    for (let a = 0; a < it.windowHeight; a++) {
      const row = v * it.strideY + a * it.dilationY - it.top;
      if (<u32>row >= <u32>it.height) continue;
      for (let b = 0; b < it.windowWidth; b++) {
        const column = u * it.strideX + b * it.dilationX - it.left;
        if (<u32>column >= <u32>it.width) continue;
        const w = it.filter + ((<usize>((a * it.windowWidth + b) * outChannels)) << 2);
        const pixel = x + ((<usize>((row * it.width + column) * it.channels)) << 2);
        forwardTap(y, pixel, w, it.channels, it.multiplier);
      }
    }
    y += (<usize>outChannels) << 2;
  }
}

export function depthwiseBackInputTask(image: i32): void {
  const it = job();
  const outChannels = it.channels * it.multiplier;
  const imageFloats = it.height * it.width * it.channels;
  const dx = it.target + ((<usize>image * <usize>imageFloats) << 2);
  let dy = it.y + ((<usize>image * <usize>(it.outHeight * it.outWidth * outChannels)) << 2);
  zeroFloats(dx, imageFloats);
  for (let v = 0; v < it.outHeight; v++) {
    for (let u = 0; u < it.outWidth; u++) {
      for (let a = 0; a < it.windowHeight; a++) {
        const row = v * it.strideY + a * it.dilationY - it.top;
        if (<u32>row >= <u32>it.height) continue;
        for (let b = 0; b < it.windowWidth; b++) {
          const column = u * it.strideX + b * it.dilationX - it.left;
          if (<u32>column >= <u32>it.width) continue;
          const w = it.filter + ((<usize>((a * it.windowWidth + b) * outChannels)) << 2);
          const pixel = dx + ((<usize>((row * it.width + column) * it.channels)) << 2);
          inputTap(pixel, dy, w, it.channels, it.multiplier);
        }
      }
      dy += (<usize>outChannels) << 2;
    }
  }
}

/** Sums of one line of pixels, then of one image, then of all: fewer digits are lost than in one long sum. */
export function depthwiseBackFilterTask(task: i32): void {
  const it = job();
  const outChannels = it.channels * it.multiplier;
  const rowBytes = (<usize>outChannels) << 2;
  const a = task / it.windowWidth;
  const b = task - a * it.windowWidth;
  const target = it.target + <usize>task * rowBytes;
  const ofImage = it.filter + <usize>task * 2 * rowBytes;
  const ofLine = ofImage + rowBytes;
  zeroFloats(target, outChannels);
  for (let image = 0; image < it.images; image++) {
    zeroFloats(ofImage, outChannels);
    for (let v = 0; v < it.outHeight; v++) {
      const row = v * it.strideY + a * it.dilationY - it.top;
      if (<u32>row >= <u32>it.height) continue;
      zeroFloats(ofLine, outChannels);
      for (let u = 0; u < it.outWidth; u++) {
        const column = u * it.strideX + b * it.dilationX - it.left;
        if (<u32>column >= <u32>it.width) continue;
        const pixel = <usize>((image * it.height + row) * it.width + column) * <usize>it.channels;
        const position = <usize>((image * it.outHeight + v) * it.outWidth + u) * <usize>outChannels;
        forwardTap(ofLine, it.x + (pixel << 2), it.y + (position << 2), it.channels, it.multiplier);
      }
      addFloats(ofImage, ofLine, outChannels);
    }
    addFloats(target, ofImage, outChannels);
  }
}
