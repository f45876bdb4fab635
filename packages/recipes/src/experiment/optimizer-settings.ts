import { boolean, fraction, object, oneOf, positiveNumber } from '@nin/blocks/fields';
import { adamW, biasAndBatchNorm, sgd, type AdamW, type Sgd } from '@nin/optimizers';
import * as v from 'valibot';
import { field, nonNegativeRate, optionalField, positiveRate } from './fields';

const common = {
  clipNorm: optionalField(
    positiveNumber(),
    'Largest norm of all gradients taken together; longer gradients are scaled down. Default: no clipping.',
  ),
  decay: field(
    oneOf(['kernels', 'all']),
    'kernels',
    "What weight decay applies to: 'kernels' alone, or 'all' variables, biases and batch normalization included, as in Keras.",
  ),
};

const rateDescription =
  'Base learning rate: the highest rate of one-cycle schedules, the initial rate of all others.';
const decayDescription = 'Fraction of a weight that each step removes, in units of the learning rate.';

/** The optimizers of an experiment, by their kind. The fields are the options of the function of `@nin/optimizers` with that name. */
export const optimizerSchemas = {
  adamW: object({
    kind: v.literal('adamW'),
    learningRate: field(positiveRate(), 1e-3, rateDescription),
    weightDecay: field(nonNegativeRate(), 0.004, decayDescription),
    beta1: field(fraction(), 0.9, 'Decay of the mean of gradients.'),
    beta2: field(fraction(), 0.999, 'Decay of the mean of squared gradients.'),
    epsilon: field(positiveRate(), 1e-7, 'Added to the root of the second moment.'),
    ...common,
  }),
  sgd: object({
    kind: v.literal('sgd'),
    learningRate: field(positiveRate(), 0.1, rateDescription),
    weightDecay: field(nonNegativeRate(), 0, decayDescription),
    momentum: field(fraction(), 0.9, 'Fraction of the previous update to keep.'),
    nesterov: field(boolean(), true, 'Whether to take the gradient after the step of the momentum.'),
    ...common,
  }),
};

/** An optimizer as an experiment holds it. */
export type OptimizerSettings = v.InferOutput<(typeof optimizerSchemas)[keyof typeof optimizerSchemas]>;

/** Returns the optimizer of an experiment. */
export function buildOptimizer(settings: OptimizerSettings): AdamW | Sgd {
  const exclude = settings.decay === 'kernels' ? biasAndBatchNorm : undefined;
  switch (settings.kind) {
    case 'adamW': {
      const { kind, decay, ...options } = settings;
      return adamW({ ...options, exclude });
    }
    case 'sgd': {
      const { kind, decay, ...options } = settings;
      return sgd({ ...options, exclude });
    }
  }
}

/** Returns how many numbers an optimizer keeps per weight: moments, or a velocity. */
export function optimizerSlots(settings: OptimizerSettings): number {
  return settings.kind === 'adamW' ? 2 : settings.momentum > 0 ? 1 : 0;
}
