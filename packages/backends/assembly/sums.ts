/**
 * Sums over the middle axis of [outer, terms, inner], as bias gradients, means over pixels and moments need them.
 *
 * The sum of many floats one after the other loses digits. Here 64 rows are added up at a time and then the results, in
 * an order that depends on the shape alone.
 */
import { zeroFloats } from './copy';
import { JOB } from './layout';
import { COLUMN_SUMS } from './task-kinds';
import { controlBlock, parallel } from './threads';
import { addFloats, scaleFloats } from './vectors';

/** Rows that are added up before their sum is added to others: few enough to stay in the cache. */
export const ROWS_AT_A_TIME: i32 = 64;
/** Most parts a sum is cut into for the threads. */
export const MAX_SUM_PARTS: i32 = 16;

class Sums {
  source: usize;
  target: usize;
  outer: i32;
  terms: i32;
  inner: i32;
  /** Parts of each sum, and the terms of one. */
  parts: i32;
  partTerms: i32;
  /** [outer, parts, 2, inner] floats: the sum of a part, and of the rows under way. */
  scratch: usize;
}

/** How many parts the sums of a shape are computed in. */
export function sumParts(outer: i32, terms: i32): i32 {
  return max(1, min(MAX_SUM_PARTS / outer, terms / (4 * ROWS_AT_A_TIME)));
}

/** `target[o, i] = factor · Σ over t of source[o, t, i]`; scratch for `outer · sumParts · 2 · inner` floats. */
export function columnSums(
  source: usize,
  target: usize,
  outer: i32,
  terms: i32,
  inner: i32,
  factor: f32,
  scratch: usize,
): void {
  const job = changetype<Sums>(controlBlock() + JOB);
  const parts = sumParts(outer, terms);
  job.source = source;
  job.target = target;
  job.outer = outer;
  job.terms = terms;
  job.inner = inner;
  job.parts = parts;
  job.partTerms = (terms + parts - 1) / parts;
  job.scratch = scratch;
  parallel(COLUMN_SUMS, outer * parts);
  const rowBytes = (<usize>inner) << 2;
  for (let o = 0; o < outer; o++) {
    const sum = target + <usize>o * rowBytes;
    zeroFloats(sum, inner);
    for (let part = 0; part < parts; part++) {
      addFloats(sum, scratch + <usize>(o * parts + part) * 2 * rowBytes, inner);
    }
    scaleFloats(sum, factor, inner);
  }
}

export function columnSumsTask(task: i32): void {
  const job = changetype<Sums>(controlBlock() + JOB);
  const inner = job.inner;
  const rowBytes = (<usize>inner) << 2;
  const outer = task / job.parts;
  const first = (task - outer * job.parts) * job.partTerms;
  const last = min(job.terms, first + job.partTerms);
  const sum = job.scratch + <usize>task * 2 * rowBytes;
  const under = sum + rowBytes;
  let row = job.source + (<usize>outer * <usize>job.terms + <usize>first) * rowBytes;
  zeroFloats(sum, inner);
  for (let t = first; t < last; t += ROWS_AT_A_TIME) {
    const end = min(last, t + ROWS_AT_A_TIME);
    zeroFloats(under, inner);
    for (let r = t; r < end; r++) {
      addFloats(under, row, inner);
      row += rowBytes;
    }
    addFloats(sum, under, inner);
  }
}
