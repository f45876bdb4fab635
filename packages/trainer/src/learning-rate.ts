import type * as tf from '@tensorflow/tfjs-core';
import { nameOfOptimizer } from './optimizer-state';

/** tfjs's optimizers read `learningRate` at every update, or copy it in `setLearningRate`; `tf.Optimizer` has neither. */
interface WithLearningRate {
  learningRate?: unknown;
  setLearningRate?: (rate: number) => void;
}

/** Returns an optimizer's current learning rate; undefined if it cannot be read. */
export function learningRateOf(optimizer: tf.Optimizer): number | undefined {
  const { learningRate } = optimizer as WithLearningRate;
  return typeof learningRate === 'number' ? learningRate : undefined;
}

/**
 * Sets an optimizer's learning rate by `setLearningRate` if it exists, otherwise by `learningRate`.
 *
 * @throws TypeError if the optimizer has neither.
 */
export function setLearningRate(where: string, optimizer: tf.Optimizer, rate: number): void {
  const settable = optimizer as WithLearningRate;
  if (typeof settable.setLearningRate === 'function') {
    settable.setLearningRate(rate);
    return;
  }
  if (learningRateOf(optimizer) === undefined || !Reflect.set(optimizer, 'learningRate', rate)) {
    throw new TypeError(
      `${where}: optimizer must have a writable learningRate to follow a schedule, got ${nameOfOptimizer(optimizer)}`,
    );
  }
}
