import { shown } from '@nin/checks';

/**
 * An optimizer whose learning rate can be set: by a writable `learningRate`, by `setLearningRate`, or any optimizer of
 * TensorFlow.js (recognized by `iterations` in this type, since its types hide `learningRate`).
 */
export type ScheduledOptimizer =
  { learningRate: number } | { setLearningRate(rate: number): void } | { readonly iterations: number };

/**
 * Returns a function that sets an optimizer's learning rate.
 *
 * `setLearningRate` takes precedence: SGD and Momentum of TensorFlow.js keep the rate in a tensor that only this method
 * replaces. Adam, Adamax, RMSProp, Adagrad and Adadelta read their `learningRate` field at each update, and their accumulated
 * state (moments, powers of the betas) does not depend on it, so writing the field is enough.
 *
 * @throws TypeError if the optimizer has neither.
 */
export function rateSetter(where: string, optimizer: ScheduledOptimizer): (rate: number) => void {
  if (typeof optimizer !== 'object' || optimizer === null) {
    throw new TypeError(`${where} must be an optimizer, such as tf.train.adam(), got ${shown(optimizer)}`);
  }
  if ('setLearningRate' in optimizer && typeof optimizer.setLearningRate === 'function') {
    return (rate) => optimizer.setLearningRate(rate);
  }
  if ('learningRate' in optimizer && typeof optimizer.learningRate === 'number') {
    return (rate) => {
      optimizer.learningRate = rate;
    };
  }
  throw new TypeError(
    `${where} must have a numeric learningRate or a setLearningRate method, got ${shown(optimizer)}`,
  );
}
