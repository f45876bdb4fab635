import { adamW, biasAndBatchNorm, sgd, type AdamW, type Sgd } from '@nin/optimizers';
import type { Recipe } from './settings';

/** Options of {@link buildOptimizer}. */
export interface OptimizerSettings extends Pick<Recipe, 'optimizer' | 'learningRate' | 'weightDecay'> {
  /** Whether biases and batch normalization decay too, as is Keras's default and the lecture's. Default false. */
  decayAll?: boolean;
}

/** The optimizer of a training. */
export function buildOptimizer({
  optimizer,
  learningRate,
  weightDecay,
  decayAll = false,
}: OptimizerSettings): AdamW | Sgd {
  const exclude = decayAll ? undefined : biasAndBatchNorm;
  return optimizer === 'adamw'
    ? adamW({ learningRate, weightDecay, exclude })
    : sgd({ learningRate, momentum: 0.9, nesterov: true, weightDecay, exclude });
}
