import type { ProductTimes } from '../measuring/measurement';
import { median } from './statistics';

/** The rate of a matrix product, from its times before and after together. An addition counts as an operation. */
export function productGflops({ size, before, after }: ProductTimes): number {
  return gflops(size ** 3, median([...before, ...after]));
}

/** Multiply-accumulates in milliseconds, as billions of operations a second. */
export function gflops(macs: number, milliseconds: number): number {
  return (2 * macs) / milliseconds / 1e6;
}
