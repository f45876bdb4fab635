/**
 * Matrix products `C[m, n] = Σ over k of A[m, k] · B[k, n]` by the method of Goto & van de Geijn ("Anatomy of
 * High-Performance Matrix Multiplication", 2008): both factors are copied into panels that fit in the caches, and the
 * innermost loop works on registers. Factors need not exist as matrices: `operand.ts` gathers their rows.
 *
 * Most products pack B once for all threads, and a task is a block of C. Where C is small and the sum is long, as in the
 * filter gradient of a 1×1 convolution over a batch of images, a task is a part of the sum instead, and the parts are
 * added in a fixed order.
 */
import { copyFloats, zeroFloats } from './copy';
import {
  GATHERED,
  KC,
  MC,
  MR,
  NR,
  PACKED_A,
  PACKED_B,
  ROWS,
  TILE,
  TILE_ROWS,
  ZERO_ROWS,
  ZEROS,
} from './layout';
import { microKernel } from './micro-kernel';
import { pack } from './pack';
import { left, NO_ACTIVATION, Product, product, RELU6, right } from './product-job';
import { PACK_RIGHT, PRODUCT_BLOCK, PRODUCT_SPLIT, SUM_SPLITS } from './task-kinds';
import { parallel } from './threads';
import { addFloats } from './vectors';

/** Computes the product described by the `set…` functions. */
export function multiply(): void {
  const job = product();
  if (job.splits > 1) {
    parallel(PRODUCT_SPLIT, job.splits);
    parallel(SUM_SPLITS, ceilDiv(job.rows, SUM_ROWS));
  } else {
    parallel(PACK_RIGHT, ceilDiv(job.terms, KC) * ceilDiv(job.columns, PACK_COLUMNS));
    parallel(PRODUCT_BLOCK, ceilDiv(job.rows, job.blockRows) * ceilDiv(job.columns, job.blockColumns));
  }
}

/** Writes the constant parts of a thread's scratch memory. */
export function prepareScratch(scratch: usize): void {
  for (let i = 0; i < MR; i++) {
    store<usize>(scratch + TILE_ROWS + ((<usize>i) << 2), scratch + TILE + ((<usize>(i * NR)) << 2));
    store<usize>(scratch + ZERO_ROWS + ((<usize>i) << 2), scratch + ZEROS);
  }
  zeroFloats(scratch + ZEROS, NR);
}

/** Columns of B that are packed per task; a multiple of NR. */
const PACK_COLUMNS: i32 = 256;
/** Rows of C per task that adds splits. */
const SUM_ROWS: i32 = 32;

function ceilDiv(a: i32, b: i32): i32 {
  return (a + b - 1) / b;
}

function roundUp(a: i32, b: i32): i32 {
  return ceilDiv(a, b) * b;
}

function scratchOf(job: Product, thread: i32): usize {
  return job.scratch + <usize>thread * <usize>job.scratchStride;
}

/** Returns the address in packed B, which has the panels of all columns for each block of KC terms. */
function panelsAt(job: Product, term: i32, terms: i32, column: i32): usize {
  const columns = roundUp(job.columns, NR);
  return job.shared + ((<usize>term * <usize>columns + <usize>column * <usize>terms) << 2);
}

export function packRightTask(task: i32, thread: i32): void {
  const job = product();
  const groups = ceilDiv(job.columns, PACK_COLUMNS);
  const block = task / groups;
  const column = (task - block * groups) * PACK_COLUMNS;
  const term = block * KC;
  const terms = min(KC, job.terms - term);
  const columns = min(PACK_COLUMNS, job.columns - column);
  const buffer = scratchOf(job, thread) + GATHERED;
  pack(right(), NR, column, columns, term, terms, panelsAt(job, term, terms, column), buffer);
}

export function productBlockTask(task: i32, thread: i32): void {
  const job = product();
  const scratch = scratchOf(job, thread);
  const across = ceilDiv(job.columns, job.blockColumns);
  const row = (task / across) * job.blockRows;
  const column = (task % across) * job.blockColumns;
  const rows = min(job.blockRows, job.rows - row);
  const columns = min(job.blockColumns, job.columns - column);
  writeRowAddresses(job, row, rows, scratch);
  for (let term = 0; term < job.terms; term += KC) {
    const terms = min(KC, job.terms - term);
    pack(left(), MR, row, rows, term, terms, scratch + PACKED_A, scratch + GATHERED);
    const panels = panelsAt(job, term, terms, column);
    multiplyBlock(scratch, rows, column, columns, terms, panels, term == 0);
  }
  if (job.bias != 0 || job.activation != NO_ACTIVATION) finishRows(job, rows, column, columns, scratch);
}

export function productSplitTask(task: i32, thread: i32): void {
  const job = product();
  const scratch = scratchOf(job, thread);
  const first = task * job.splitTerms;
  const last = min(job.terms, first + job.splitTerms);
  const target = job.shared + ((<usize>task * <usize>job.rows * <usize>job.columns) << 2);
  for (let term = first; term < last; term += KC) {
    const terms = min(KC, last - term);
    pack(right(), NR, 0, job.columns, term, terms, scratch + PACKED_B, scratch + GATHERED);
    for (let row = 0; row < job.rows; row += MC) {
      const rows = min(MC, job.rows - row);
      for (let i = 0; i < roundUp(rows, MR); i++) {
        const address = target + ((<usize>(row + min(i, rows - 1)) * <usize>job.columns) << 2);
        store<usize>(scratch + ROWS + ((<usize>i) << 2), address);
      }
      pack(left(), MR, row, rows, term, terms, scratch + PACKED_A, scratch + GATHERED);
      multiplyBlock(scratch, rows, 0, job.columns, terms, scratch + PACKED_B, term == first);
    }
  }
}

/** Adds the splits in a fixed order. */
export function sumSplitsTask(task: i32): void {
  const job = product();
  const columns = job.columns;
  const row = task * SUM_ROWS;
  const rows = min(SUM_ROWS, job.rows - row);
  const splitBytes = (<usize>job.rows * <usize>columns) << 2;
  for (let i = row; i < row + rows; i++) {
    const source = job.shared + ((<usize>i * <usize>columns) << 2);
    const target = job.target + <usize>i * <usize>job.stride;
    copyFloats(target, source, columns);
    for (let split = 1; split < job.splits; split++)
      addFloats(target, source + <usize>split * splitBytes, columns);
  }
}

/** Adds packed A times packed B to the rows of C whose addresses are in the scratch memory. */
function multiplyBlock(
  scratch: usize,
  rows: i32,
  column: i32,
  columns: i32,
  terms: i32,
  panels: usize,
  fresh: bool,
): void {
  const rightBytes = (<usize>(terms * NR)) << 2;
  const leftBytes = (<usize>(terms * MR)) << 2;
  for (let j = 0; j < columns; j += NR) {
    let packed = scratch + PACKED_A;
    const byte = (<usize>(column + j)) << 2;
    for (let i = 0; i < rows; i += MR) {
      const addresses = scratch + ROWS + ((<usize>i) << 2);
      if (i + MR > rows || j + NR > columns) {
        edgeTile(
          scratch,
          terms,
          packed,
          panels,
          addresses,
          byte,
          fresh,
          min(MR, rows - i),
          min(NR, columns - j),
        );
      } else if (fresh) {
        microKernel(terms, packed, panels, scratch + ZERO_ROWS, 0, addresses, byte);
      } else {
        microKernel(terms, packed, panels, addresses, byte, addresses, byte);
      }
      packed += leftBytes;
    }
    panels += rightBytes;
  }
}

/** Computes a tile at the edge of C in the scratch memory, then copies the part inside C. */
function edgeTile(
  scratch: usize,
  terms: i32,
  packed: usize,
  panels: usize,
  addresses: usize,
  byte: usize,
  fresh: bool,
  rows: i32,
  columns: i32,
): void {
  microKernel(terms, packed, panels, scratch + ZERO_ROWS, 0, scratch + TILE_ROWS, 0);
  for (let i = 0; i < rows; i++) {
    const target = load<usize>(addresses + ((<usize>i) << 2)) + byte;
    const source = scratch + TILE + ((<usize>(i * NR)) << 2);
    if (fresh) copyFloats(target, source, columns);
    else addFloats(target, source, columns);
  }
}

/** Writes the addresses of rows of C for the micro-kernel. */
function writeRowAddresses(job: Product, row: i32, rows: i32, scratch: usize): void {
  for (let i = 0; i < rows; i++) {
    store<usize>(scratch + ROWS + ((<usize>i) << 2), rowAddress(job, row + i));
  }
}

function rowAddress(job: Product, row: i32): usize {
  if (job.gridWidth == 0) return job.target + <usize>row * <usize>job.stride;
  const line = row / job.gridWidth;
  const image = line / job.gridHeight;
  const y = (line - image * job.gridHeight) * job.gridStepY;
  const x = (row - line * job.gridWidth) * job.gridStepX;
  return job.target + <usize>((image * job.imageHeight + y) * job.imageWidth + x) * <usize>job.stride;
}

/** Applies bias and activation while the block is in the cache. */
function finishRows(job: Product, rows: i32, column: i32, columns: i32, scratch: usize): void {
  const zero = f32x4.splat(0);
  const six = f32x4.splat(6);
  for (let i = 0; i < rows; i++) {
    let target = load<usize>(scratch + ROWS + ((<usize>i) << 2)) + ((<usize>column) << 2);
    let bias = job.bias + ((<usize>column) << 2);
    let left = columns;
    while (left >= 4) {
      let x = v128.load(target);
      if (job.bias != 0) x = f32x4.add(x, v128.load(bias));
      if (job.activation != NO_ACTIVATION) x = f32x4.max(x, zero);
      if (job.activation == RELU6) x = f32x4.min(x, six);
      v128.store(target, x);
      target += 16;
      bias += 16;
      left -= 4;
    }
    while (left > 0) {
      let x = load<f32>(target);
      if (job.bias != 0) x += load<f32>(bias);
      if (job.activation != NO_ACTIVATION) x = max<f32>(x, 0);
      if (job.activation == RELU6) x = min<f32>(x, 6);
      store<f32>(target, x);
      target += 4;
      bias += 4;
      left--;
    }
  }
}
