import { CHUNK, job } from './elementwise';
import { ADD_ROW } from './task-kinds';
import { parallel } from './threads';

/** Adds one row to each row of [rows, columns]. */
export function addRow(x: usize, row: usize, y: usize, rows: i32, columns: i32): void {
  const it = job();
  it.a = x;
  it.b = row;
  it.targetA = y;
  it.count = rows;
  it.columns = columns;
  it.rowsOfTask = max(1, CHUNK / columns);
  parallel(ADD_ROW, (rows + it.rowsOfTask - 1) / it.rowsOfTask);
}

export function addRowTask(task: i32): void {
  const it = job();
  const first = task * it.rowsOfTask;
  const last = min(it.count, first + it.rowsOfTask);
  const before = (<usize>first * <usize>it.columns) << 2;
  let x = it.a + before;
  let y = it.targetA + before;
  for (let r = first; r < last; r++) {
    let row = it.b;
    let left = it.columns;
    while (left >= 4) {
      v128.store(y, f32x4.add(v128.load(x), v128.load(row)));
      x += 16;
      y += 16;
      row += 16;
      left -= 4;
    }
    while (left > 0) {
      store<f32>(y, load<f32>(x) + load<f32>(row));
      x += 4;
      y += 4;
      row += 4;
      left--;
    }
  }
}
