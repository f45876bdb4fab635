import type * as tf from '@tensorflow/tfjs-core';
import { nameOfOptimizer } from './optimizer-state';

/** tfjs's optimizers read `learningRate` at every update, or copy it in `setLearningRate`; both are outside the common type. */
interface WithLearningRate {
  learningRate?: unknown;
  setLearningRate?: (rate: number) => void;
}

/** The learning rate an optimizer uses now; undefined if it does not tell. */
export function learningRateOf(optimizer: tf.Optimizer): number | undefined {
  const { learningRate } = optimizer as WithLearningRate;
  return typeof learningRate === 'number' ? learningRate : undefined;
}

/**
 * Sets the learning rate of an optimizer, through `setLearningRate` where it has one, else through `learningRate`.
 *
 * @throws TypeError if it has neither, naming the optimizer.
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
