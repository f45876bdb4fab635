/**
 * Copies blocks of a factor into panels: `width` rows or columns of it, side by side for each term of the sum, so that
 * the micro-kernel reads both factors in order. Panels that stick out are filled with zeros.
 */
import { copyFloats, zeroFloats } from './copy';
import { MR } from './layout';
import { rowSegment, Operand } from './operand';

/** Packs `rows` × `terms` of the left factor, beginning at (row, term), in panels of {@link MR} rows. */
export function packLeft(
  operand: Operand,
  row: i32,
  rows: i32,
  term: i32,
  terms: i32,
  panels: usize,
  buffer: usize,
): void {
  if (operand.across) {
    packAcross(operand, row, rows, term, terms, MR, panels, buffer);
    return;
  }
  for (let first = 0; first < rows; first += MR) {
    packLeftPanel(operand, row + first, min(MR, rows - first), term, terms, panels, buffer);
    panels += (<usize>(terms * MR)) << 2;
  }
}

/** Packs `terms` × `columns` of the right factor, beginning at (term, column), in panels of 8 columns. */
export function packRight(
  operand: Operand,
  column: i32,
  columns: i32,
  term: i32,
  terms: i32,
  panels: usize,
  buffer: usize,
): void {
  if (operand.across) {
    packAcross(operand, column, columns, term, terms, 8, panels, buffer);
    return;
  }
  for (let first = 0; first < columns; first += 8) {
    packRightPanel(operand, column + first, min(8, columns - first), term, terms, panels, buffer);
    panels += (<usize>(terms * 8)) << 2;
  }
}

/** Rows that run across the sum hold one term of many panels: cut up, not transposed. */
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

/** The rows of a panel that do not exist read from here, so that they become zeros. */
function rowOrZeros(operand: Operand, row: i32, exists: bool, term: i32, terms: i32, buffer: usize): usize {
  if (exists) return rowSegment(operand, row, term, terms, buffer);
  zeroFloats(buffer, terms);
  return buffer;
}

function packLeftPanel(
  operand: Operand,
  row: i32,
  rows: i32,
  term: i32,
  terms: i32,
  target: usize,
  buffer: usize,
): void {
  const bytes = (<usize>terms) << 2;
  let r0 = rowOrZeros(operand, row, rows > 0, term, terms, buffer);
  let r1 = rowOrZeros(operand, row + 1, rows > 1, term, terms, buffer + bytes);
  let r2 = rowOrZeros(operand, row + 2, rows > 2, term, terms, buffer + 2 * bytes);
  let r3 = rowOrZeros(operand, row + 3, rows > 3, term, terms, buffer + 3 * bytes);
  let r4 = rowOrZeros(operand, row + 4, rows > 4, term, terms, buffer + 4 * bytes);
  let r5: usize = 0;
  if (MR == 6) r5 = rowOrZeros(operand, row + 5, rows > 5, term, terms, buffer + 5 * bytes);

  let left = terms;
  while (left >= 4) {
    const a = v128.load(r0);
    const b = v128.load(r1);
    const c = v128.load(r2);
    const d = v128.load(r3);
    const e = v128.load(r4);
    const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
    const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
    v128.store(target, v128.shuffle<f64>(ab, cd, 0, 2));
    v128.store(target + MR * 4, v128.shuffle<f64>(ab, cd, 1, 3));
    v128.store(target + MR * 8, v128.shuffle<f64>(abHigh, cdHigh, 0, 2));
    v128.store(target + MR * 12, v128.shuffle<f64>(abHigh, cdHigh, 1, 3));
    if (MR == 6) {
      const f = v128.load(r5);
      const ef = v128.shuffle<f32>(e, f, 0, 4, 1, 5);
      const efHigh = v128.shuffle<f32>(e, f, 2, 6, 3, 7);
      v128.store_lane<u64>(target, ef, 0, 16);
      v128.store_lane<u64>(target + MR * 4, ef, 1, 16);
      v128.store_lane<u64>(target + MR * 8, efHigh, 0, 16);
      v128.store_lane<u64>(target + MR * 12, efHigh, 1, 16);
      r5 += 16;
    } else {
      v128.store_lane<u32>(target, e, 0, 16);
      v128.store_lane<u32>(target + MR * 4, e, 1, 16);
      v128.store_lane<u32>(target + MR * 8, e, 2, 16);
      v128.store_lane<u32>(target + MR * 12, e, 3, 16);
    }
    r0 += 16;
    r1 += 16;
    r2 += 16;
    r3 += 16;
    r4 += 16;
    target += MR * 16;
    left -= 4;
  }
  while (left > 0) {
    store<f32>(target, load<f32>(r0));
    store<f32>(target, load<f32>(r1), 4);
    store<f32>(target, load<f32>(r2), 8);
    store<f32>(target, load<f32>(r3), 12);
    store<f32>(target, load<f32>(r4), 16);
    if (MR == 6) {
      store<f32>(target, load<f32>(r5), 20);
      r5 += 4;
    }
    r0 += 4;
    r1 += 4;
    r2 += 4;
    r3 += 4;
    r4 += 4;
    target += MR * 4;
    left--;
  }
}

function packRightPanel(
  operand: Operand,
  row: i32,
  rows: i32,
  term: i32,
  terms: i32,
  target: usize,
  buffer: usize,
): void {
  const bytes = (<usize>terms) << 2;
  for (let half = 0; half < 8; half += 4) {
    let r0 = rowOrZeros(operand, row + half, rows > half, term, terms, buffer);
    let r1 = rowOrZeros(operand, row + half + 1, rows > half + 1, term, terms, buffer + bytes);
    let r2 = rowOrZeros(operand, row + half + 2, rows > half + 2, term, terms, buffer + 2 * bytes);
    let r3 = rowOrZeros(operand, row + half + 3, rows > half + 3, term, terms, buffer + 3 * bytes);
    let at = target + ((<usize>half) << 2);
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
      v128.store(at, v128.shuffle<f64>(ab, cd, 0, 2));
      v128.store(at, v128.shuffle<f64>(ab, cd, 1, 3), 32);
      v128.store(at, v128.shuffle<f64>(abHigh, cdHigh, 0, 2), 64);
      v128.store(at, v128.shuffle<f64>(abHigh, cdHigh, 1, 3), 96);
      r0 += 16;
      r1 += 16;
      r2 += 16;
      r3 += 16;
      at += 128;
      left -= 4;
    }
    while (left > 0) {
      store<f32>(at, load<f32>(r0));
      store<f32>(at, load<f32>(r1), 4);
      store<f32>(at, load<f32>(r2), 8);
      store<f32>(at, load<f32>(r3), 12);
      r0 += 4;
      r1 += 4;
      r2 += 4;
      r3 += 4;
      at += 32;
      left--;
    }
  }
}
