/** Which taps and places meet along one axis of a depthwise convolution. */

/** The first i with `origin + i · step` ≥ 0: of a window's taps, or of the places that a tap is at. */
export function firstWithin(origin: i32, step: i32): i32 {
  return origin >= 0 ? 0 : (step - 1 - origin) / step;
}

/** How many of `count`, from the first on, lie in a line of that size. */
export function countWithin(first: i32, origin: i32, step: i32, size: i32, count: i32): i32 {
  const left = size - 1 - (origin + first * step);
  return left < 0 ? 0 : max(0, min(count - first, left / step + 1));
}

/** The first tap by which a pixel, counted from the border's begin, is seen: at a place that exists, and by no fraction. */
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

/** How many taps of a pixel are between two by which it is seen: the origins of windows lie `stride` apart. */
export function seenStep(dilation: i32, stride: i32): i32 {
  let step = 1;
  while ((step * dilation) % stride != 0) step++;
  return step;
}

/** How many taps from the first on see the pixel. */
export function seenCount(first: i32, step: i32, pixel: i32, dilation: i32, window: i32): i32 {
  if (first >= window) return 0;
  const taps = min(window - 1 - first, (pixel - first * dilation) / dilation);
  return taps / step + 1;
}
