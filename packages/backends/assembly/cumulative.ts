/** Cumulative sums and products over the middle axis of [outer, terms, inner] in float64, and products of all terms. */
import { fillDoubles, roundDoubles } from './doubles';
import { JOB } from './layout';
import { SUM_COLUMNS } from './sum';
import { RUNNING } from './task-kinds';
import { controlBlock, parallel } from './threads';

class Running {
  source: usize;
  target: usize;
  outer: i32;
  terms: i32;
  inner: i32;
  blocks: i32;
  product: bool;
  exclusive: bool;
  reverse: bool;
  lastOnly: bool;
  /** [threads, SUM_COLUMNS] doubles. */
  scratch: usize;
}

function job(): Running {
  return changetype<Running>(controlBlock() + JOB);
}

/**
 * `target[o, t, i]` = the sum or product of `source[o, 0 … t, i]`, without t if `exclusive`, from the end if `reverse`;
 * with `lastOnly`, `target[o, i]` = that of all terms.
 */
export function running(
  source: usize,
  target: usize,
  outer: i32,
  terms: i32,
  inner: i32,
  product: bool,
  exclusive: bool,
  reverse: bool,
  lastOnly: bool,
  scratch: usize,
): void {
  const it = job();
  it.source = source;
  it.target = target;
  it.outer = outer;
  it.terms = terms;
  it.inner = inner;
  it.blocks = (inner + SUM_COLUMNS - 1) / SUM_COLUMNS;
  it.product = product;
  it.exclusive = exclusive;
  it.reverse = reverse;
  it.lastOnly = lastOnly;
  it.scratch = scratch;
  parallel(RUNNING, outer * it.blocks);
}

export function runningTask(task: i32, thread: i32): void {
  const it = job();
  const o = <usize>(task / it.blocks);
  const column = (task % it.blocks) * SUM_COLUMNS;
  const columns = min(SUM_COLUMNS, it.inner - column);
  const inner = <usize>it.inner;
  const state = it.scratch + ((<usize>(thread * SUM_COLUMNS)) << 3);
  fillDoubles(state, it.product ? 1 : 0, columns);
  for (let step = 0; step < it.terms; step++) {
    const t = it.reverse ? it.terms - 1 - step : step;
    const place = ((o * <usize>it.terms + <usize>t) * inner + <usize>column) << 2;
    if (it.exclusive && !it.lastOnly) roundDoubles(it.target + place, state, 1, columns);
    accumulate(state, it.source + place, columns);
    if (!it.exclusive && !it.lastOnly) roundDoubles(it.target + place, state, 1, columns);
  }
  if (it.lastOnly) roundDoubles(it.target + ((o * inner + <usize>column) << 2), state, 1, columns);
}

/** Adds a row of floats to a row of sums, or multiplies a row of products by it. */
function accumulate(state: usize, row: usize, count: i32): void {
  const product = job().product;
  for (; count > 0; count--) {
    const value = <f64>load<f32>(row);
    const before = load<f64>(state);
    store<f64>(state, product ? before * value : before + value);
    state += 8;
    row += 4;
  }
}
