import { job, PART_SCRATCH, ROWS_OF_TASK } from './batch-norm';
import { zeroFloats } from './copy';
import { addDoubles, addToDoubles, fillDoubles, roundDoubles } from './doubles';
import { MAX_SUM_PARTS, ROWS_AT_A_TIME, sumParts } from './sum';
import { BATCH_NORM_BACK, BATCH_NORM_SUMS } from './task-kinds';
import { parallel } from './threads';

/**
 * Gradients of {@link batchNormForward}, including those through mean and variance. With n rows:
 * `dOffset = Σ dy`, `dScale = Σ dy · (x − mean) · r` with `r = 1 / √(variance + ε)`, and
 * `dx = scale · r · (dy − dOffset / n − (x − mean) · r · dScale / n)`.
 */
export function batchNormBackward(
  x: usize,
  dy: usize,
  dx: usize,
  rows: i32,
  channels: i32,
  scale: usize,
  mean: usize,
  variance: usize,
  epsilon: f32,
  dScale: usize,
  dOffset: usize,
  scratch: usize,
): void {
  const it = job();
  const parts = sumParts(1, rows);
  const rowBytes = (<usize>channels) << 2;
  it.x = x;
  it.dy = dy;
  it.target = dx;
  it.rows = rows;
  it.channels = channels;
  it.partRows = (rows + parts - 1) / parts;
  it.scratch = scratch;
  it.mean = mean;
  parallel(BATCH_NORM_SUMS, parts);
  const totals = scratch + <usize>(MAX_SUM_PARTS * PART_SCRATCH) * rowBytes;
  fillDoubles(totals, 0, channels * 2);
  for (let part = 0; part < parts; part++) {
    addDoubles(totals, scratch + <usize>(part * PART_SCRATCH) * rowBytes, channels * 2);
  }
  roundDoubles(dOffset, totals, 1, channels);
  roundDoubles(dScale, totals + rowBytes * 2, 1, channels);

  it.factor = totals + rowBytes * 4;
  it.shift = it.factor + rowBytes;
  it.xFactor = it.shift + rowBytes;
  const share = <f32>(1.0 / <f64>rows);
  for (let c = 0; c < channels; c++) {
    const at = (<usize>c) << 2;
    const r = <f32>1 / sqrt<f32>(load<f32>(variance + at) + epsilon);
    const factor = (scale ? load<f32>(scale + at) : 1) * r;
    const scaleGradient = load<f32>(dScale + at) * r;
    store<f32>(dScale + at, scaleGradient);
    store<f32>(it.factor + at, factor);
    store<f32>(it.shift + at, -factor * load<f32>(dOffset + at) * share);
    store<f32>(it.xFactor + at, -factor * r * scaleGradient * share);
  }
  parallel(BATCH_NORM_BACK, (rows + ROWS_OF_TASK - 1) / ROWS_OF_TASK);
}

export function batchNormSumsTask(task: i32): void {
  const it = job();
  const channels = it.channels;
  const rowBytes = (<usize>channels) << 2;
  const sums = it.scratch + <usize>(task * PART_SCRATCH) * rowBytes;
  const blockSum = sums + rowBytes * 4;
  const blockProducts = blockSum + rowBytes;
  fillDoubles(sums, 0, channels * 2);
  const first = task * it.partRows;
  const last = min(it.rows, first + it.partRows);
  for (let row = first; row < last; row += ROWS_AT_A_TIME) {
    const end = min(last, row + ROWS_AT_A_TIME);
    zeroFloats(blockSum, channels);
    zeroFloats(blockProducts, channels);
    for (let r = row; r < end; r++) {
      const at = <usize>r * rowBytes;
      addGradientSums(blockSum, blockProducts, it.dy + at, it.x + at, it.mean, channels);
    }
    addToDoubles(sums, blockSum, channels);
    addToDoubles(sums + rowBytes * 2, blockProducts, channels);
  }
}

function addGradientSums(sum: usize, products: usize, dy: usize, x: usize, mean: usize, count: i32): void {
  while (count >= 4) {
    const gradient = v128.load(dy);
    const distance = f32x4.sub(v128.load(x), v128.load(mean));
    v128.store(sum, f32x4.add(v128.load(sum), gradient));
    v128.store(products, f32x4.add(v128.load(products), f32x4.mul(gradient, distance)));
    sum += 16;
    products += 16;
    dy += 16;
    x += 16;
    mean += 16;
    count -= 4;
  }
  while (count > 0) {
    const gradient = load<f32>(dy);
    store<f32>(sum, load<f32>(sum) + gradient);
    store<f32>(products, load<f32>(products) + gradient * (load<f32>(x) - load<f32>(mean)));
    sum += 4;
    products += 4;
    dy += 4;
    x += 4;
    mean += 4;
    count--;
  }
}

export function batchNormBackTask(task: i32): void {
  const it = job();
  const channels = it.channels;
  const rowBytes = (<usize>channels) << 2;
  const last = min(it.rows, (task + 1) * ROWS_OF_TASK);
  for (let row = task * ROWS_OF_TASK; row < last; row++) {
    let x = it.x + <usize>row * rowBytes;
    let dy = it.dy + <usize>row * rowBytes;
    let dx = it.target + <usize>row * rowBytes;
    let place: usize = 0;
    let left = channels;
    while (left >= 4) {
      const distance = f32x4.sub(v128.load(x), v128.load(it.mean + place));
      const direct = f32x4.mul(v128.load(dy), v128.load(it.factor + place));
      const throughVariance = f32x4.mul(distance, v128.load(it.xFactor + place));
      v128.store(dx, f32x4.add(f32x4.add(direct, throughVariance), v128.load(it.shift + place)));
      x += 16;
      dy += 16;
      dx += 16;
      place += 16;
      left -= 4;
    }
    while (left > 0) {
      const distance = load<f32>(x) - load<f32>(it.mean + place);
      const direct = load<f32>(dy) * load<f32>(it.factor + place);
      store<f32>(dx, direct + distance * load<f32>(it.xFactor + place) + load<f32>(it.shift + place));
      x += 4;
      dy += 4;
      dx += 4;
      place += 4;
      left--;
    }
  }
}
