/** The sizes and the addresses of a depthwise convolution and its gradients. */
import { JOB } from './layout';
import { controlBlock } from './threads';
import { Windows } from './windows';

export class Depthwise extends Windows {
  x: usize;
  /** The filter; of its gradient, scratch. */
  filter: usize;
  /** y forward, dy backward. */
  y: usize;
  /** dx or dW. */
  target: usize;
  multiplier: i32;
  /** Images of a part of the sum over all. */
  partImages: i32;
}

export function job(): Depthwise {
  return changetype<Depthwise>(controlBlock() + JOB);
}
