import type * as tf from '@tensorflow/tfjs-core';

/** What an optimizer is called in checkpoints and messages: its tfjs class name, such as `Adam`. */
export function nameOfOptimizer(optimizer: tf.Optimizer): string {
  return optimizer.getClassName() ?? optimizer.constructor.name;
}
