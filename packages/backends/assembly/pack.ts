/**
 * Copies blocks of a factor into panels: `width` rows or columns, adjacent for each term of the sum, so that the micro-kernel
 * reads both factors sequentially. Panels beyond the edge are filled with zeros.
 */
import { copyFloats, zeroFloats } from './copy';
import { rowSegment, Operand } from './operand';

/**
 * Packs `count` rows of the left factor or columns of the right factor, from `first` on, and `terms` terms of their sums,
 * from `term` on, in panels of `width`: eight, six or five.
 */
export function pack(
  operand: Operand,
  width: i32,
  first: i32,
  count: i32,
  term: i32,
  terms: i32,
  panels: usize,
  buffer: usize,
): void {
  if (operand.across) {
    packAcross(operand, first, count, term, terms, width, panels, buffer);
    return;
  }
  const rowBytes = (<usize>width) << 2;
  const panelBytes = <usize>terms * rowBytes;
  for (let done = 0; done < count; done += width) {
    const row = first + done;
    const rows = count - done;
    packFour(operand, row, rows, term, terms, panels, rowBytes, buffer);
    if (width == 8) packFour(operand, row + 4, rows - 4, term, terms, panels + 16, rowBytes, buffer);
    else if (width == 6) packTwo(operand, row + 4, rows - 4, term, terms, panels + 16, rowBytes, buffer);
    else packOne(operand, row + 4, rows - 4, term, terms, panels + 16, rowBytes, buffer);
    panels += panelBytes;
  }
}

/** Packs rows that hold one term of many panels: they are divided, not transposed. */
function packAcross(
  operand: Operand,
  first: i32,
  count: i32,
  term: i32,
  terms: i32,
  width: i32,
  panels: usize,
  buffer: usize,
): void {
  const whole = count / width;
  const rest = count - whole * width;
  const panelBytes = (<usize>(terms * width)) << 2;
  const rowBytes = (<usize>width) << 2;
  for (let k = 0; k < terms; k++) {
    let source = rowSegment(operand, term + k, first, count, buffer);
    let target = panels + <usize>k * rowBytes;
    if (width == 8) {
      for (let panel = 0; panel < whole; panel++) {
        v128.store(target, v128.load(source));
        v128.store(target, v128.load(source, 16), 16);
        source += rowBytes;
        target += panelBytes;
      }
    } else if (width == 6) {
      for (let panel = 0; panel < whole; panel++) {
        v128.store(target, v128.load(source));
        store<u64>(target, load<u64>(source, 16), 16);
        source += rowBytes;
        target += panelBytes;
      }
    } else {
      for (let panel = 0; panel < whole; panel++) {
        copyFloats(target, source, width);
        source += rowBytes;
        target += panelBytes;
      }
    }
    if (rest > 0) {
      copyFloats(target, source, rest);
      zeroFloats(target + ((<usize>rest) << 2), width - rest);
    }
  }
}

/** Returns the address of a row, or of zeros for a row beyond the edge. */
function rowOrZeros(operand: Operand, row: i32, exists: bool, term: i32, terms: i32, buffer: usize): usize {
  if (exists) return rowSegment(operand, row, term, terms, buffer);
  zeroFloats(buffer, terms);
  return buffer;
}

/** Writes four rows transposed: the four values of a term are adjacent, terms are `stride` bytes apart. */
function packFour(
  operand: Operand,
  row: i32,
  rows: i32,
  term: i32,
  terms: i32,
  target: usize,
  stride: usize,
  buffer: usize,
): void {
  const bytes = (<usize>terms) << 2;
  let r0 = rowOrZeros(operand, row, rows > 0, term, terms, buffer);
  let r1 = rowOrZeros(operand, row + 1, rows > 1, term, terms, buffer + bytes);
  let r2 = rowOrZeros(operand, row + 2, rows > 2, term, terms, buffer + 2 * bytes);
  let r3 = rowOrZeros(operand, row + 3, rows > 3, term, terms, buffer + 3 * bytes);
  let left = terms;
  while (left >= 4) {
    const a = v128.load(r0);
    const b = v128.load(r1);
    const c = v128.load(r2);
    const d = v128.load(r3);
    const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
    const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
    v128.store(target, v128.shuffle<f64>(ab, cd, 0, 2));
    v128.store(target + stride, v128.shuffle<f64>(ab, cd, 1, 3));
    v128.store(target + 2 * stride, v128.shuffle<f64>(abHigh, cdHigh, 0, 2));
    v128.store(target + 3 * stride, v128.shuffle<f64>(abHigh, cdHigh, 1, 3));
    r0 += 16;
    r1 += 16;
    r2 += 16;
    r3 += 16;
    target += 4 * stride;
    left -= 4;
  }
  while (left > 0) {
    store<f32>(target, load<f32>(r0));
    store<f32>(target, load<f32>(r1), 4);
    store<f32>(target, load<f32>(r2), 8);
    store<f32>(target, load<f32>(r3), 12);
    r0 += 4;
    r1 += 4;
    r2 += 4;
    r3 += 4;
    target += stride;
    left--;
  }
}

/** Writes two rows transposed. */
function packTwo(
  operand: Operand,
  row: i32,
  rows: i32,
  term: i32,
  terms: i32,
  target: usize,
  stride: usize,
  buffer: usize,
): void {
  let r0 = rowOrZeros(operand, row, rows > 0, term, terms, buffer);
  let r1 = rowOrZeros(operand, row + 1, rows > 1, term, terms, buffer + ((<usize>terms) << 2));
  let left = terms;
  while (left >= 4) {
    const a = v128.load(r0);
    const b = v128.load(r1);
    const low = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const high = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    v128.store_lane<u64>(target, low, 0);
    v128.store_lane<u64>(target + stride, low, 1);
    v128.store_lane<u64>(target + 2 * stride, high, 0);
    v128.store_lane<u64>(target + 3 * stride, high, 1);
    r0 += 16;
    r1 += 16;
    target += 4 * stride;
    left -= 4;
  }
  while (left > 0) {
    store<f32>(target, load<f32>(r0));
    store<f32>(target, load<f32>(r1), 4);
    r0 += 4;
    r1 += 4;
    target += stride;
    left--;
  }
}

/** Writes one row transposed. */
function packOne(
  operand: Operand,
  row: i32,
  rows: i32,
  term: i32,
  terms: i32,
  target: usize,
  stride: usize,
  buffer: usize,
): void {
  let source = rowOrZeros(operand, row, rows > 0, term, terms, buffer);
  for (let left = terms; left > 0; left--) {
    store<f32>(target, load<f32>(source));
    source += 4;
    target += stride;
  }
}
