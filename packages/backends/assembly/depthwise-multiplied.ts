/** Depthwise convolution with several output channels per input channel, in scalar loops. */
import { zeroFloats } from './copy';
import { job } from './depthwise-job';

/** y[c · m + q] += x[c] · w[c · m + q] */
export function multipliedTap(y: usize, x: usize, w: usize, channels: i32, multiplier: i32): void {
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

/** A task is a line of the output. */
export function multipliedForwardTask(task: i32): void {
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
        multipliedTap(y, pixel, w, it.channels, it.multiplier);
      }
    }
    y += (<usize>outChannels) << 2;
  }
}

/** A task is an image. */
export function multipliedBackInputTask(image: i32): void {
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
