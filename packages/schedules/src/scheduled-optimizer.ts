import { shown } from '@nin/checks';

/**
 * What a schedule can drive: an optimizer with a writable `learningRate`, one with a `setLearningRate`,
 * or any optimizer of TensorFlow.js (recognised here by its `iterations`, because its types hide `learningRate`).
 */
export type ScheduledOptimizer =
  { learningRate: number } | { setLearningRate(rate: number): void } | { readonly iterations: number };

/**
 * The function that writes an optimizer's learning rate.
 *
 * `setLearningRate` comes first: SGD and Momentum of TensorFlow.js keep the rate in a tensor that only it replaces.
 * Adam, Adamax, RMSProp, Adagrad and Adadelta read their `learningRate` field at each update, and what they
 * accumulate (moments, powers of the betas) does not depend on it, so writing the field is all there is to do.
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
