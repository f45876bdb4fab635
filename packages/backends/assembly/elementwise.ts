/** The arguments of elementwise kernels, and their division into chunks for the threads. */
import { JOB } from './layout';
import { controlBlock, parallel } from './threads';

/** Floats per task: 64 KB, large enough to be worth waking a thread. A multiple of 4. */
export const CHUNK: i32 = 16384;

export class Elementwise {
  count: i32;
  /** Up to four sources and three targets. */
  a: usize;
  b: usize;
  c: usize;
  d: usize;
  targetA: usize;
  targetB: usize;
  targetC: usize;
  /** Numeric parameters of the kernel. */
  p: f32;
  q: f32;
  r: f32;
  s: f32;
  t: f32;
  seed: u32;
  threshold: u32;
  flag: i32;
  columns: i32;
  rowsOfTask: i32;
}

export function job(): Elementwise {
  return changetype<Elementwise>(controlBlock() + JOB);
}

/** Runs tasks of one kind over `count` floats. */
export function run(kind: i32, count: i32): void {
  job().count = count;
  parallel(kind, (count + CHUNK - 1) / CHUNK);
}

/** Bytes before the chunk of a task. */
export function bytesBefore(task: i32): usize {
  return <usize>task * <usize>CHUNK * 4;
}

/** Floats in the chunk of a task. */
export function floatsOf(task: i32): i32 {
  return min(CHUNK, job().count - task * CHUNK);
}
