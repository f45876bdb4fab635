/** A factor of a matrix product, as rows of floats that are contiguous in memory or are gathered. */
import { copyFloats, zeroFloats } from './copy';

/** Rows in memory. */
export const MATRIX: i32 = 0;
/** One row per position of a convolution: the pixels under the filter, tap by tap, zero outside the image. */
export const PATCHES: i32 = 1;
/** One row per input channel of a filter [height, width, in, out]: its weights to all outputs, tap by tap. */
export const FILTER: i32 = 2;

/** Written by the `set…` functions and read while packing. Part of the job, not allocated on a heap. */
export class Operand {
  kind: i32;
  /** Whether a row holds one term of many sums, rather than all terms of one sum. */
  across: i32;
  data: usize;
  /** Bytes between rows of a MATRIX. */
  stride: i32;
  /** The image of PATCHES; `channels` is also the number of rows of a FILTER. */
  height: i32;
  width: i32;
  channels: i32;
  /** The positions of PATCHES in one image. */
  gridHeight: i32;
  gridWidth: i32;
  /** Number of taps of the filter that are used. */
  tapsHeight: i32;
  tapsWidth: i32;
  /** Source pixel of position u and tap t: u · step + t · tapStep + origin. For a FILTER, the tap: t · tapStep + origin. */
  stepY: i32;
  stepX: i32;
  tapStepY: i32;
  tapStepX: i32;
  originY: i32;
  originX: i32;
  /** Taps in a row of the whole FILTER, and its output channels. */
  filterWidth: i32;
  outChannels: i32;
}

/** Returns the address of `count` floats of a row from column `from` on: in place, or copied to `buffer`. */
export function rowSegment(operand: Operand, row: i32, from: i32, count: i32, buffer: usize): usize {
  if (operand.kind == MATRIX) return operand.data + <usize>row * <usize>operand.stride + ((<usize>from) << 2);
  if (operand.kind == PATCHES) gatherPatch(operand, row, from, count, buffer);
  else gatherFilter(operand, row, from, count, buffer);
  return buffer;
}

function gatherPatch(operand: Operand, row: i32, from: i32, count: i32, buffer: usize): void {
  const height = operand.height;
  const width = operand.width;
  const channels = operand.channels;
  const tapsWidth = operand.tapsWidth;
  const tapStepX = operand.tapStepX;
  const line = row / operand.gridWidth;
  const image = line / operand.gridHeight;
  const y0 = (line - image * operand.gridHeight) * operand.stepY + operand.originY;
  const x0 = (row - line * operand.gridWidth) * operand.stepX + operand.originX;
  const data = operand.data + ((<usize>image * <usize>height * <usize>width * <usize>channels) << 2);

  const tapRow = tapsWidth * channels;
  let t = from / tapRow;
  let inRow = from - t * tapRow;
  while (count > 0) {
    const y = y0 + t * operand.tapStepY;
    const length = min(count, tapRow - inRow);
    if (<u32>y >= <u32>height) {
      zeroFloats(buffer, length);
    } else {
      const line = data + ((<usize>(y * width * channels)) << 2);
      if (tapStepX == 1) gatherRun(line, x0, width, channels, inRow, length, buffer);
      else gatherTaps(line, x0, tapStepX, width, channels, inRow, length, buffer);
    }
    buffer += (<usize>length) << 2;
    count -= length;
    inRow = 0;
    t++;
  }
}

/** Adjacent taps are adjacent pixels: one run of floats, with zeros where it leaves the image. */
function gatherRun(
  line: usize,
  x0: i32,
  width: i32,
  channels: i32,
  from: i32,
  count: i32,
  buffer: usize,
): void {
  const start = x0 * channels + from;
  const end = start + count;
  const first = max(start, 0);
  const last = min(end, width * channels);
  if (first >= last) {
    zeroFloats(buffer, count);
    return;
  }
  if (first > start) zeroFloats(buffer, first - start);
  copyFloats(buffer + ((<usize>(first - start)) << 2), line + ((<usize>first) << 2), last - first);
  if (last < end) zeroFloats(buffer + ((<usize>(last - start)) << 2), end - last);
}

function gatherTaps(
  line: usize,
  x0: i32,
  tapStep: i32,
  width: i32,
  channels: i32,
  from: i32,
  count: i32,
  buffer: usize,
): void {
  let r = from / channels;
  let c = from - r * channels;
  while (count > 0) {
    const x = x0 + r * tapStep;
    const length = min(count, channels - c);
    if (<u32>x >= <u32>width) zeroFloats(buffer, length);
    else copyFloats(buffer, line + ((<usize>(x * channels + c)) << 2), length);
    buffer += (<usize>length) << 2;
    count -= length;
    c = 0;
    r++;
  }
}

function gatherFilter(operand: Operand, row: i32, from: i32, count: i32, buffer: usize): void {
  const outChannels = operand.outChannels;
  let tap = from / outChannels;
  let o = from - tap * outChannels;
  while (count > 0) {
    const t = tap / operand.tapsWidth;
    const r = tap - t * operand.tapsWidth;
    const place =
      (t * operand.tapStepY + operand.originY) * operand.filterWidth + r * operand.tapStepX + operand.originX;
    const length = min(count, outChannels - o);
    const at = (place * operand.channels + row) * outChannels + o;
    copyFloats(buffer, operand.data + ((<usize>at) << 2), length);
    buffer += (<usize>length) << 2;
    count -= length;
    o = 0;
    tap++;
  }
}
