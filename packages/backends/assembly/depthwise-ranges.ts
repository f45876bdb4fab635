/** The taps and positions that meet along one axis of a depthwise convolution. */

/** Returns the first i with `origin + i · step` ≥ 0: a tap of a window, or a position of a tap. */
export function firstWithin(origin: i32, step: i32): i32 {
  return origin >= 0 ? 0 : (step - 1 - origin) / step;
}

/** Returns how many of `count` taps or positions, from `first` on, are inside a line of `size`. */
export function countWithin(first: i32, origin: i32, step: i32, size: i32, count: i32): i32 {
  const left = size - 1 - (origin + first * step);
  return left < 0 ? 0 : max(0, min(count - first, left / step + 1));
}

/** Returns the first tap that meets a pixel, counted from the start of the padding, at an existing whole position. */
export function firstSeen(pixel: i32, dilation: i32, stride: i32, places: i32, window: i32): i32 {
  let tap = 0;
  while (tap < window) {
    const from = pixel - tap * dilation;
    if (from < 0) return window;
    if (from % stride == 0 && from / stride < places) return tap;
    tap++;
  }
  return window;
}

/** Returns the distance between taps that meet the same pixel; windows begin `stride` pixels apart. */
export function seenStep(dilation: i32, stride: i32): i32 {
  let step = 1;
  while ((step * dilation) % stride != 0) step++;
  return step;
}

/** Returns how many taps, from the first on, meet the pixel. */
export function seenCount(first: i32, step: i32, pixel: i32, dilation: i32, window: i32): i32 {
  if (first >= window) return 0;
  const taps = min(window - 1 - first, (pixel - first * dilation) / dilation);
  return taps / step + 1;
}
