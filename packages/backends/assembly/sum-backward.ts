/** The gradient of sums over the middle axis of [outer, terms, inner]: each term gets the gradient of its sum. */
import { copyFloats } from './copy';
import { CHUNK, job } from './elementwise';
import { SPREAD } from './task-kinds';
import { parallel } from './threads';

/** `target[o, t, i] = source[o, i]` */
export function spread(source: usize, target: usize, outer: i32, terms: i32, inner: i32): void {
  const it = job();
  it.a = source;
  it.targetA = target;
  it.count = outer * terms;
  it.columns = inner;
  it.flag = terms;
  it.rowsOfTask = max(1, CHUNK / inner);
  parallel(SPREAD, (it.count + it.rowsOfTask - 1) / it.rowsOfTask);
}

export function spreadTask(task: i32): void {
  const it = job();
  const terms = it.flag;
  const rowBytes = (<usize>it.columns) << 2;
  const first = task * it.rowsOfTask;
  const last = min(it.count, first + it.rowsOfTask);
  let source = it.a + <usize>(first / terms) * rowBytes;
  let left = terms - (first % terms);
  let target = it.targetA + <usize>first * rowBytes;
  for (let row = first; row < last; row++) {
    copyFloats(target, source, it.columns);
    target += rowBytes;
    if (--left > 0) continue;
    left = terms;
    source += rowBytes;
  }
}
