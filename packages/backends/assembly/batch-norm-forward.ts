/**
 * Batch normalization in training over [rows, channels], forward and backward, in two passes each.
 *
 * Mean and variance come from one pass: blocks of rows that stay in the cache are summed up, their squared distances from
 * the block's own mean are too, and blocks are merged as Chan, Golub & LeVeque do ("Updating Formulae and a Pairwise
 * Algorithm for Computing Sample Variances", 1979), which loses no digits where the mean is far from zero.
 */
import { job, ROWS_OF_TASK } from './batch-norm';
import { zeroFloats } from './copy';
import { MAX_SUM_PARTS, ROWS_AT_A_TIME, sumParts } from './sums';
import { BATCH_NORM_APPLY, BATCH_NORM_MOMENTS } from './task-kinds';
import { parallel } from './threads';
import { addFloats, scaleFloats } from './vectors';

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
  zeroFloats(mean, channels);
  zeroFloats(variance, channels);
  let count = 0;
  for (let part = 0; part < parts; part++) {
    const partRows = min(it.partRows, rows - part * it.partRows);
    if (partRows <= 0) break;
    const moments = scratch + <usize>part * 4 * rowBytes;
    mergeMoments(mean, variance, count, moments, moments + rowBytes, partRows, channels);
    count += partRows;
  }
  scaleFloats(variance, <f32>(1.0 / <f64>rows), channels);

  it.factor = scratch + <usize>(MAX_SUM_PARTS * 4) * rowBytes;
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

/** Adds the moments (mean, sum of squared distances) of `more` values to those of `count`. */
function mergeMoments(
  mean: usize,
  squares: usize,
  count: i32,
  moreMean: usize,
  moreSquares: usize,
  more: i32,
  channels: i32,
): void {
  const share = <f32>(<f64>more / <f64>(count + more));
  const weight = <f32>((<f64>count * <f64>more) / <f64>(count + more));
  for (let c = 0; c < channels; c++) {
    const at = (<usize>c) << 2;
    const distance = load<f32>(moreMean + at) - load<f32>(mean + at);
    store<f32>(mean + at, load<f32>(mean + at) + distance * share);
    store<f32>(
      squares + at,
      load<f32>(squares + at) + load<f32>(moreSquares + at) + distance * distance * weight,
    );
  }
}

export function batchNormMomentsTask(task: i32): void {
  const it = job();
  const channels = it.channels;
  const rowBytes = (<usize>channels) << 2;
  const mean = it.scratch + <usize>task * 4 * rowBytes;
  const squares = mean + rowBytes;
  const blockMean = squares + rowBytes;
  const blockSquares = blockMean + rowBytes;
  zeroFloats(mean, channels);
  zeroFloats(squares, channels);
  const first = task * it.partRows;
  const last = min(it.rows, first + it.partRows);
  for (let row = first; row < last; row += ROWS_AT_A_TIME) {
    const rows = min(ROWS_AT_A_TIME, last - row);
    const block = it.x + <usize>row * rowBytes;
    zeroFloats(blockMean, channels);
    for (let r = 0; r < rows; r++) addFloats(blockMean, block + <usize>r * rowBytes, channels);
    scaleFloats(blockMean, <f32>1 / <f32>rows, channels);
    zeroFloats(blockSquares, channels);
    for (let r = 0; r < rows; r++)
      addSquaredDistances(blockSquares, block + <usize>r * rowBytes, blockMean, channels);
    mergeMoments(mean, squares, row - first, blockMean, blockSquares, rows, channels);
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
