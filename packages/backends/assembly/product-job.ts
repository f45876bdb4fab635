/** The job of a product, which JavaScript describes with the `set…` functions before it calls `multiply`. */
import { JOB } from './layout';
import { FILTER, MATRIX, PATCHES, Operand } from './operand';
import { controlBlock } from './threads';

const OPERAND_BYTES: usize = offsetof<Operand>();

/** The arguments of a product. */
export class Product {
  rows: i32;
  columns: i32;
  terms: i32;
  /** C, and the bytes between its rows. */
  target: usize;
  stride: i32;
  /**
   * For a C whose rows are every few pixels of an image: the grid of its rows. `gridWidth` is 0 if rows are
   * consecutive.
   */
  gridWidth: i32;
  gridHeight: i32;
  gridStepY: i32;
  gridStepX: i32;
  imageHeight: i32;
  imageWidth: i32;
  /** Address of the row that is added to each row of C, or 0; then values are clamped to at least 0 (and at most 6). */
  bias: usize;
  activation: i32;
  /** Memory for the packed B, or for the consecutive splits of C. */
  shared: usize;
  /** Scratch memory of the threads. */
  scratch: usize;
  scratchStride: i32;
  /** The division of C into tasks. */
  blockRows: i32;
  blockColumns: i32;
  splits: i32;
  splitTerms: i32;
}

/** Values of `activation`; 1 is ReLU. */
export const NO_ACTIVATION: i32 = 0;
export const RELU6: i32 = 2;

export function product(): Product {
  return changetype<Product>(controlBlock() + JOB);
}

export function left(): Operand {
  return changetype<Operand>(controlBlock() + JOB + offsetof<Product>());
}

export function right(): Operand {
  return changetype<Operand>(controlBlock() + JOB + offsetof<Product>() + OPERAND_BYTES);
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
