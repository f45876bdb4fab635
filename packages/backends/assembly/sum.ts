/**
 * Sums over the middle axis of [outer, terms, inner], for layers, losses, bias gradients and moments.
 *
 * Terms are added in float64 and rounded once: a float32 sum of many terms stops growing (2²⁵ ones add up to 2²⁴), or
 * accumulates rounding errors of one sign.
 */
import {
  addDoubles,
  addFourToDoubles,
  addToDoubles,
  fillDoubles,
  roundDoubles,
  sumOfFloats,
} from './doubles';
import { JOB } from './layout';
import { COLUMN_SUMS } from './task-kinds';
import { controlBlock, parallel } from './threads';

/** Rows per block of batch normalization: few enough to stay in the cache. */
export const ROWS_AT_A_TIME: i32 = 64;
/** Maximum number of parts of a sum. */
export const MAX_SUM_PARTS: i32 = 16;
/** Minimum number of floats for a separate task. */
const TASK_FLOATS: i64 = 16384;
/** Columns that are summed at a time: their float64 sums fit in the first-level cache. */
export const SUM_COLUMNS: i32 = 1024;

class Sums {
  source: usize;
  target: usize;
  outer: i32;
  terms: i32;
  inner: i32;
  /** Number of parts of each sum, and terms per part. */
  parts: i32;
  partTerms: i32;
  /** Number of blocks of columns. */
  blocks: i32;
  /** How many of `outer` a task computes. */
  outerOfTask: i32;
  factor: f64;
  /** [outer, parts, inner] doubles where sums have several parts, else [threads, SUM_COLUMNS]. */
  scratch: usize;
}

function job(): Sums {
  return changetype<Sums>(controlBlock() + JOB);
}

/** Returns the number of parts of the sums over `terms` rows in batch normalization. */
export function sumParts(outer: i32, terms: i32): i32 {
  return max(1, min(MAX_SUM_PARTS / outer, terms / (4 * ROWS_AT_A_TIME)));
}

/** Returns the number of parts of the sums of a shape: more than one for few sums of many terms. */
export function columnSumParts(outer: i32, terms: i32, inner: i32): i32 {
  const worthwhile = (<i64>terms * <i64>inner) / TASK_FLOATS;
  // With many blocks of columns there are enough tasks, and parts would only need more scratch memory.
  const blocks = <i64>outer * ((<i64>inner + SUM_COLUMNS - 1) / SUM_COLUMNS);
  return max(1, <i32>min(min(<i64>MAX_SUM_PARTS / max(1, blocks), <i64>terms), worthwhile));
}

/**
 * `target[o, i] = factor · Σ over t of source[o, t, i]`. The scratch memory has `outer · columnSumParts · inner` doubles
 * if there are several parts, else `SUM_COLUMNS` doubles per thread.
 */
export function columnSums(
  source: usize,
  target: usize,
  outer: i32,
  terms: i32,
  inner: i32,
  factor: f64,
  scratch: usize,
): void {
  const it = job();
  const parts = columnSumParts(outer, terms, inner);
  it.source = source;
  it.target = target;
  it.outer = outer;
  it.terms = terms;
  it.inner = inner;
  it.parts = parts;
  it.partTerms = (terms + parts - 1) / parts;
  it.blocks = (inner + SUM_COLUMNS - 1) / SUM_COLUMNS;
  it.outerOfTask = parts > 1 ? 1 : <i32>max(<i64>1, TASK_FLOATS / max<i64>(1, <i64>terms * <i64>inner));
  it.factor = factor;
  it.scratch = scratch;
  parallel(COLUMN_SUMS, ((outer + it.outerOfTask - 1) / it.outerOfTask) * parts * it.blocks);
  if (parts == 1) return;
  const rowBytes = (<usize>inner) << 3;
  for (let o = 0; o < outer; o++) {
    const sum = scratch + <usize>(o * parts) * rowBytes;
    for (let part = 1; part < parts; part++) addDoubles(sum, sum + <usize>part * rowBytes, inner);
    roundDoubles(target + ((<usize>o * <usize>inner) << 2), sum, factor, inner);
  }
}

export function columnSumsTask(task: i32, thread: i32): void {
  const it = job();
  const rest = task / it.blocks;
  const column = (task - rest * it.blocks) * SUM_COLUMNS;
  const group = rest / it.parts;
  const part = rest - group * it.parts;
  const columns = min(SUM_COLUMNS, it.inner - column);
  const first = part * it.partTerms;
  const rows = min(it.partTerms, it.terms - first);
  const last = min(it.outer, (group + 1) * it.outerOfTask);
  const inner = <usize>it.inner;
  for (let o = group * it.outerOfTask; o < last; o++) {
    const row = it.source + (((<usize>o * <usize>it.terms + <usize>first) * inner + <usize>column) << 2);
    if (it.parts > 1) {
      const place = <usize>(o * it.parts + part) * inner + <usize>column;
      addRows(it.scratch + (place << 3), row, rows, columns);
    } else {
      const sum = it.scratch + ((<usize>(thread * SUM_COLUMNS)) << 3);
      addRows(sum, row, rows, columns);
      roundDoubles(it.target + ((<usize>o * inner + <usize>column) << 2), sum, it.factor, columns);
    }
  }
}

/** sum = Σ of `rows` rows of floats, the first at `row`. */
function addRows(sum: usize, row: usize, rows: i32, columns: i32): void {
  const inner = job().inner;
  if (inner == 1) {
    store<f64>(sum, sumOfFloats(row, rows));
    return;
  }
  const rowBytes = (<usize>inner) << 2;
  fillDoubles(sum, 0, columns);
  while (rows >= 4) {
    addFourToDoubles(sum, row, rowBytes, columns);
    row += rowBytes << 2;
    rows -= 4;
  }
  while (rows > 0) {
    addToDoubles(sum, row, columns);
    row += rowBytes;
    rows--;
  }
}
