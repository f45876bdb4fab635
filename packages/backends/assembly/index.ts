/** What JavaScript calls: a job is described by `set…` functions, then run. */
import { zeroFloats } from './copy';
import { MR, NR, TILE, TILE_ROWS, ZERO_ROWS, ZEROS } from './layout';
import { FILTER, MATRIX, PATCHES, Operand } from './operand';
import { left, product, right } from './product';

export { CONTROL_BYTES, KC, MC, MAX_SPLITS, MR, NR, PACKED_B } from './layout';
export { multiply } from './product';
export { BATCH_NORM_SCRATCH, batchNormBackward, batchNormForward } from './batch-norm';
export { depthwiseBackwardFilter, depthwiseBackwardInput, depthwiseForward, setDepthwise } from './depthwise';
export { adamW, addRow, dropout, relu, reluBackward, sgd } from './elementwise';
export { averagePoolBackward, maxPoolBackward, setPool } from './pooling';
export { columnSums, sumParts } from './sums';
export { attach, fail, work } from './threads';

/** Writes what never changes into the scratch of one thread. */
export function prepareScratch(scratch: usize): void {
  for (let i = 0; i < MR; i++) {
    store<usize>(scratch + TILE_ROWS + ((<usize>i) << 2), scratch + TILE + ((<usize>(i * NR)) << 2));
    store<usize>(scratch + ZERO_ROWS + ((<usize>i) << 2), scratch + ZEROS);
  }
  zeroFloats(scratch + ZEROS, NR);
}

export function setProduct(rows: i32, columns: i32, terms: i32, target: usize, stride: i32): void {
  const job = product();
  job.rows = rows;
  job.columns = columns;
  job.terms = terms;
  job.target = target;
  job.stride = stride;
  job.gridWidth = 0;
  job.bias = 0;
  job.activation = 0;
}

export function setGrid(
  gridHeight: i32,
  gridWidth: i32,
  gridStepY: i32,
  gridStepX: i32,
  imageHeight: i32,
  imageWidth: i32,
): void {
  const job = product();
  job.gridHeight = gridHeight;
  job.gridWidth = gridWidth;
  job.gridStepY = gridStepY;
  job.gridStepX = gridStepX;
  job.imageHeight = imageHeight;
  job.imageWidth = imageWidth;
}

export function setFinish(bias: usize, activation: i32): void {
  const job = product();
  job.bias = bias;
  job.activation = activation;
}

export function setPlan(
  shared: usize,
  scratch: usize,
  scratchStride: i32,
  blockRows: i32,
  blockColumns: i32,
  splits: i32,
  splitTerms: i32,
): void {
  const job = product();
  job.shared = shared;
  job.scratch = scratch;
  job.scratchStride = scratchStride;
  job.blockRows = blockRows;
  job.blockColumns = blockColumns;
  job.splits = splits;
  job.splitTerms = splitTerms;
}

function operand(isRight: i32): Operand {
  return isRight ? right() : left();
}

export function setMatrix(isRight: i32, across: i32, data: usize, stride: i32): void {
  const it = operand(isRight);
  it.kind = MATRIX;
  it.across = across;
  it.data = data;
  it.stride = stride;
}

export function setPatches(
  isRight: i32,
  across: i32,
  data: usize,
  height: i32,
  width: i32,
  channels: i32,
  gridHeight: i32,
  gridWidth: i32,
  tapsHeight: i32,
  tapsWidth: i32,
  stepY: i32,
  stepX: i32,
  tapStepY: i32,
  tapStepX: i32,
  originY: i32,
  originX: i32,
): void {
  const it = operand(isRight);
  it.kind = PATCHES;
  it.across = across;
  it.data = data;
  it.height = height;
  it.width = width;
  it.channels = channels;
  it.gridHeight = gridHeight;
  it.gridWidth = gridWidth;
  it.tapsHeight = tapsHeight;
  it.tapsWidth = tapsWidth;
  it.stepY = stepY;
  it.stepX = stepX;
  it.tapStepY = tapStepY;
  it.tapStepX = tapStepX;
  it.originY = originY;
  it.originX = originX;
}

export function setFilter(
  isRight: i32,
  data: usize,
  channels: i32,
  outChannels: i32,
  filterWidth: i32,
  tapsHeight: i32,
  tapsWidth: i32,
  tapStepY: i32,
  tapStepX: i32,
  originY: i32,
  originX: i32,
): void {
  const it = operand(isRight);
  it.kind = FILTER;
  it.across = 0;
  it.data = data;
  it.channels = channels;
  it.outChannels = outChannels;
  it.filterWidth = filterWidth;
  it.tapsHeight = tapsHeight;
  it.tapsWidth = tapsWidth;
  it.tapStepY = tapStepY;
  it.tapStepX = tapStepX;
  it.originY = originY;
  it.originX = originX;
}
