/** The job and constants that the forward and backward pass of batch normalization share. */
import { JOB } from './layout';
import { MAX_SUM_PARTS } from './sum';
import { controlBlock } from './threads';

/** Rows that one task normalizes. */
export const ROWS_OF_TASK: i32 = 256;

export class BatchNorm {
  x: usize;
  /** y forward, dx backward. */
  target: usize;
  dy: usize;
  rows: i32;
  channels: i32;
  partRows: i32;
  /** Rows of `channels` floats. */
  scratch: usize;
  /** Forward: y = x · factor + shift. Backward: dx = dy · factor + x · xFactor + shift. */
  factor: usize;
  shift: usize;
  xFactor: usize;
  mean: usize;
}

export function job(): BatchNorm {
  return changetype<BatchNorm>(controlBlock() + JOB);
}

/** Scratch floats per channel for each part of the rows. */
export const PART_SCRATCH: i32 = 8;
/** Scratch floats per channel in both directions: those of the parts, four for totals, three for factors. */
export const BATCH_NORM_SCRATCH: i32 = MAX_SUM_PARTS * PART_SCRATCH + 7;
