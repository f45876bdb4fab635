/**
 * Batch normalization in training over [rows, channels], forward and backward, in two passes each.
 *
 * Mean and variance need one pass: for each block of rows that fits in the cache, the sums and the squared distances from the
 * block's own mean are computed, and blocks are merged with the formulas of Chan, Golub & LeVeque ("Updating Formulae and a
 * Pairwise Algorithm for Computing Sample Variances", 1979), which lose no digits where the mean is far from zero. Merging
 * in float64 loses no digits with many blocks either.
 */
import { job, PART_SCRATCH, ROWS_OF_TASK } from './batch-norm';
import { zeroFloats } from './copy';
import { addFourToDoubles, addToDoubles, fillDoubles, roundDoubles } from './doubles';
import { MAX_SUM_PARTS, ROWS_AT_A_TIME, sumParts } from './sum';
import { BATCH_NORM_APPLY, BATCH_NORM_MOMENTS } from './task-kinds';
import { parallel } from './threads';

/**
 * Writes the mean and the (biased) variance of each channel, and y = (x − mean) / √(variance + ε) · scale + offset.
 * `scale` and `offset` may be 0 for ones and zeros.
 */
export function batchNormForward(
  x: usize,
  y: usize,
  rows: i32,
  channels: i32,
  scale: usize,
  offset: usize,
  epsilon: f32,
  mean: usize,
  variance: usize,
  scratch: usize,
): void {
  const it = job();
  const parts = sumParts(1, rows);
  const rowBytes = (<usize>channels) << 2;
  it.x = x;
  it.target = y;
  it.rows = rows;
  it.channels = channels;
  it.partRows = (rows + parts - 1) / parts;
  it.scratch = scratch;
  parallel(BATCH_NORM_MOMENTS, parts);
  const totals = scratch + <usize>(MAX_SUM_PARTS * PART_SCRATCH) * rowBytes;
  fillDoubles(totals, 0, channels * 2);
  let count = 0;
  for (let part = 0; part < parts; part++) {
    const partRows = min(it.partRows, rows - part * it.partRows);
    if (partRows <= 0) break;
    const moments = scratch + <usize>(part * PART_SCRATCH) * rowBytes;
    mergePart(totals, count, moments, partRows, channels);
    count += partRows;
  }
  roundDoubles(mean, totals, 1, channels);
  roundDoubles(variance, totals + rowBytes * 2, 1.0 / <f64>rows, channels);

  it.factor = totals + rowBytes * 4;
  it.shift = it.factor + rowBytes;
  for (let c = 0; c < channels; c++) {
    const at = (<usize>c) << 2;
    const factor = (scale ? load<f32>(scale + at) : 1) / sqrt<f32>(load<f32>(variance + at) + epsilon);
    store<f32>(it.factor + at, factor);
    store<f32>(it.shift + at, offset ? load<f32>(offset + at) : 0);
  }
  it.mean = mean;
  parallel(BATCH_NORM_APPLY, (rows + ROWS_OF_TASK - 1) / ROWS_OF_TASK);
}

/** Merges the moments (mean, sum of squared distances) of `more` values of a channel into those of `count`, in doubles. */
function merge(mean: usize, squares: usize, moreMean: f64, moreSquares: f64, count: i32, more: i32): void {
  const share = <f64>more / <f64>(count + more);
  const distance = moreMean - load<f64>(mean);
  store<f64>(mean, load<f64>(mean) + distance * share);
  store<f64>(squares, load<f64>(squares) + moreSquares + distance * distance * (<f64>count * share));
}

/** Merges the moments of a part, a row of means and a row of squared distances, into those of the earlier parts. */
function mergePart(moments: usize, count: i32, part: usize, more: i32, channels: i32): void {
  const squares = (<usize>channels) << 3;
  for (let c = 0; c < channels; c++) {
    merge(moments, moments + squares, load<f64>(part), load<f64>(part + squares), count, more);
    moments += 8;
    part += 8;
  }
}

/** Merges the moments of a block, a row of sums in doubles and a row of squared distances in floats. */
function mergeBlock(
  moments: usize,
  count: i32,
  sums: usize,
  distances: usize,
  more: i32,
  channels: i32,
): void {
  const squares = (<usize>channels) << 3;
  for (let c = 0; c < channels; c++) {
    const mean = load<f64>(sums) / <f64>more;
    merge(moments, moments + squares, mean, <f64>load<f32>(distances), count, more);
    moments += 8;
    sums += 8;
    distances += 4;
  }
}

export function batchNormMomentsTask(task: i32): void {
  const it = job();
  const channels = it.channels;
  const rowBytes = (<usize>channels) << 2;
  const moments = it.scratch + <usize>(task * PART_SCRATCH) * rowBytes;
  const blockSums = moments + rowBytes * 4;
  const center = blockSums + rowBytes * 2;
  const squares = center + rowBytes;
  fillDoubles(moments, 0, channels * 2);
  const first = task * it.partRows;
  const last = min(it.rows, first + it.partRows);
  for (let row = first; row < last; row += ROWS_AT_A_TIME) {
    const rows = min(ROWS_AT_A_TIME, last - row);
    const block = it.x + <usize>row * rowBytes;
    fillDoubles(blockSums, 0, channels);
    let r = 0;
    for (; r + 4 <= rows; r += 4)
      addFourToDoubles(blockSums, block + <usize>r * rowBytes, rowBytes, channels);
    for (; r < rows; r++) addToDoubles(blockSums, block + <usize>r * rowBytes, channels);
    roundDoubles(center, blockSums, 1.0 / <f64>rows, channels);
    zeroFloats(squares, channels);
    for (r = 0; r < rows; r++) addSquaredDistances(squares, block + <usize>r * rowBytes, center, channels);
    mergeBlock(moments, row - first, blockSums, squares, rows, channels);
  }
}

function addSquaredDistances(target: usize, row: usize, mean: usize, count: i32): void {
  while (count >= 4) {
    const distance = f32x4.sub(v128.load(row), v128.load(mean));
    v128.store(target, f32x4.add(v128.load(target), f32x4.mul(distance, distance)));
    target += 16;
    row += 16;
    mean += 16;
    count -= 4;
  }
  while (count > 0) {
    const distance = load<f32>(row) - load<f32>(mean);
    store<f32>(target, load<f32>(target) + distance * distance);
    target += 4;
    row += 4;
    mean += 4;
    count--;
  }
}

export function batchNormApplyTask(task: i32): void {
  const it = job();
  const channels = it.channels;
  const rowBytes = (<usize>channels) << 2;
  const last = min(it.rows, (task + 1) * ROWS_OF_TASK);
  for (let row = task * ROWS_OF_TASK; row < last; row++) {
    let x = it.x + <usize>row * rowBytes;
    let y = it.target + <usize>row * rowBytes;
    let mean = it.mean;
    let factor = it.factor;
    let shift = it.shift;
    let left = channels;
    while (left >= 4) {
      const distance = f32x4.sub(v128.load(x), v128.load(mean));
      v128.store(y, f32x4.add(f32x4.mul(distance, v128.load(factor)), v128.load(shift)));
      x += 16;
      y += 16;
      mean += 16;
      factor += 16;
      shift += 16;
      left -= 4;
    }
    while (left > 0) {
      store<f32>(y, (load<f32>(x) - load<f32>(mean)) * load<f32>(factor) + load<f32>(shift));
      x += 4;
      y += 4;
      mean += 4;
      factor += 4;
      shift += 4;
      left--;
    }
  }
}
