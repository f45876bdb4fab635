/**
 * Depthwise convolution of NHWC images and its gradients, channels side by side in vectors. A filter is
 * [height, width, channels, multiplier]: output channel c · multiplier + q depends only on input channel c.
 */
import { zeroFloats } from './copy';
import { job } from './depthwise-job';
import { multipliedBackInputTask, multipliedForwardTask, multipliedTap } from './depthwise-multiplied';
import { countWithin, firstSeen, firstWithin, seenCount, seenStep } from './depthwise-ranges';
import { addLine, gatherTaps } from './depthwise-taps';
import { DEPTHWISE_BACK_FILTER, DEPTHWISE_BACK_INPUT, DEPTHWISE_FORWARD } from './task-kinds';
import { parallel } from './threads';
import { addFloats } from './vectors';

/** Maximum number of parts of the images for the gradient by the filter; each part has its own tasks. */
const MAX_PARTS: i32 = 16;
/** Scratch floats per weight: sums of a part, of an image and of a line. */
export const DEPTHWISE_SCRATCH: i32 = 3 * MAX_PARTS;

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
  parallel(DEPTHWISE_BACK_INPUT, multiplier == 1 ? it.images * it.height : it.images);
}

/** A task is a row of the filter's taps, summed over some of the images. */
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
  it.filter = scratch;
  it.partImages = max(1, (it.images + MAX_PARTS - 1) / MAX_PARTS);
  const parts = (it.images + it.partImages - 1) / it.partImages;
  parallel(DEPTHWISE_BACK_FILTER, parts * it.windowHeight);
  const rowFloats = it.windowWidth * it.channels * multiplier;
  zeroFloats(dFilter, it.windowHeight * rowFloats);
  for (let task = 0; task < parts * it.windowHeight; task++) {
    const row = dFilter + ((<usize>((task % it.windowHeight) * rowFloats)) << 2);
    addFloats(row, scratch + ((<usize>task * <usize>(3 * rowFloats)) << 2), rowFloats);
  }
}

/** A task is a line of the output; each pixel sums over its taps. */
export function depthwiseForwardTask(task: i32): void {
  const it = job();
  if (it.multiplier != 1) return multipliedForwardTask(task);
  const image = task / it.outHeight;
  const v = task - image * it.outHeight;
  const pixelBytes = (<usize>it.channels) << 2;
  const top = v * it.strideY - it.top;
  const a = firstWithin(top, it.dilationY);
  const rows = countWithin(a, top, it.dilationY, it.height, it.windowHeight);
  const line = it.x + <usize>(image * it.height + top + a * it.dilationY) * <usize>it.width * pixelBytes;
  const filterRow = <usize>it.windowWidth * pixelBytes;
  let y = it.y + <usize>task * <usize>it.outWidth * pixelBytes;
  for (let u = 0; u < it.outWidth; u++) {
    const left = u * it.strideX - it.left;
    const b = firstWithin(left, it.dilationX);
    gatherTaps(
      y,
      line + <usize>(left + b * it.dilationX) * pixelBytes,
      it.filter + <usize>a * filterRow + <usize>b * pixelBytes,
      rows,
      countWithin(b, left, it.dilationX, it.width, it.windowWidth),
      <isize>(<usize>(it.dilationY * it.width) * pixelBytes),
      <isize>(<usize>it.dilationX * pixelBytes),
      filterRow,
      pixelBytes,
      it.channels,
    );
    y += pixelBytes;
  }
}

/** A task is a line of the input; each pixel sums over the output positions that it contributes to. */
export function depthwiseBackInputTask(task: i32): void {
  const it = job();
  if (it.multiplier != 1) return multipliedBackInputTask(task);
  const image = task / it.height;
  const pixelBytes = (<usize>it.channels) << 2;
  const lineBytes = <usize>it.outWidth * pixelBytes;
  const fromTop = task - image * it.height + it.top;
  const stepA = seenStep(it.dilationY, it.strideY);
  const stepB = seenStep(it.dilationX, it.strideX);
  const a = firstSeen(fromTop, it.dilationY, it.strideY, it.outHeight, it.windowHeight);
  const rows = seenCount(a, stepA, fromTop, it.dilationY, it.windowHeight);
  const v = (fromTop - a * it.dilationY) / it.strideY;
  const line = it.y + <usize>(image * it.outHeight + v) * lineBytes;
  const filterRow = <usize>it.windowWidth * pixelBytes;
  let dx = it.target + <usize>task * <usize>it.width * pixelBytes;
  for (let column = 0; column < it.width; column++) {
    const fromLeft = column + it.left;
    const b = firstSeen(fromLeft, it.dilationX, it.strideX, it.outWidth, it.windowWidth);
    gatherTaps(
      dx,
      line + <usize>((fromLeft - b * it.dilationX) / it.strideX) * pixelBytes,
      it.filter + <usize>a * filterRow + <usize>b * pixelBytes,
      rows,
      seenCount(b, stepB, fromLeft, it.dilationX, it.windowWidth),
      -(<isize>(<usize>((stepA * it.dilationY) / it.strideY) * lineBytes)),
      -(<isize>(<usize>((stepB * it.dilationX) / it.strideX) * pixelBytes)),
      <usize>stepA * filterRow,
      <usize>stepB * pixelBytes,
      it.channels,
    );
    dx += pixelBytes;
  }
}

/** Sums over a line of pixels, then an image, then a part: more accurate than one long sum. */
export function depthwiseBackFilterTask(task: i32): void {
  const it = job();
  const outChannels = it.channels * it.multiplier;
  const rowFloats = it.windowWidth * outChannels;
  const part = task / it.windowHeight;
  const a = task - part * it.windowHeight;
  const ofPart = it.filter + ((<usize>task * <usize>(3 * rowFloats)) << 2);
  const ofImage = ofPart + ((<usize>rowFloats) << 2);
  const top = a * it.dilationY - it.top;
  const first = firstWithin(top, it.strideY);
  const lines = countWithin(first, top, it.strideY, it.height, it.outHeight);
  zeroFloats(ofPart, rowFloats);
  const last = min(it.images, (part + 1) * it.partImages);
  for (let image = part * it.partImages; image < last; image++) {
    zeroFloats(ofImage, rowFloats);
    for (let v = first; v < first + lines; v++) {
      addLines(ofImage, image * it.height + top + v * it.strideY, image * it.outHeight + v);
    }
    addFloats(ofPart, ofImage, rowFloats);
  }
}

/** Adds the gradients of a row of taps from one line of the input and one line of dy; lines are counted over all images. */
function addLines(target: usize, inputLine: i32, outLine: i32): void {
  const it = job();
  const outChannels = it.channels * it.multiplier;
  const inStep = (<usize>it.channels) << 2;
  const outStep = (<usize>outChannels) << 2;
  const ofLine = target + ((<usize>(it.windowWidth * outChannels)) << 2);
  for (let b = 0; b < it.windowWidth; b++) {
    const left = b * it.dilationX - it.left;
    const u = firstWithin(left, it.strideX);
    const pixels = countWithin(u, left, it.strideX, it.width, it.outWidth);
    let x = it.x + (<usize>inputLine * <usize>it.width + <usize>(left + u * it.strideX)) * inStep;
    let dy = it.y + (<usize>outLine * <usize>it.outWidth + <usize>u) * outStep;
    if (it.multiplier == 1) {
      addLine(target, x, dy, pixels, <usize>it.strideX * inStep, outStep, it.channels);
    } else {
      zeroFloats(ofLine, outChannels);
      for (let p = 0; p < pixels; p++) {
        multipliedTap(ofLine, x, dy, it.channels, it.multiplier);
        x += <usize>it.strideX * inStep;
        dy += outStep;
      }
      addFloats(target, ofLine, outChannels);
    }
    target += outStep;
  }
}
