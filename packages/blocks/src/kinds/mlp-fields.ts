import * as v from 'valibot';
import type { FieldProblem, Options } from '../define-block';
import {
  activation,
  batchNorm,
  channels,
  kernelInitializer,
  nonNegativeInteger,
  oneOf,
  positiveInteger,
  positiveIntegers,
} from '../fields/fields';
import { limits } from '../limits';

/** The fields of a block that begins with a k×k layer, with 1×1 convolutions behind it. */
export const mlpFields = {
  filters: v.pipe(channels(), v.description('Channels that the first layer gives.')),
  kernelSize: v.pipe(positiveInteger(limits.kernelSize), v.description('Side of the square k×k kernel.')),
  strides: v.pipe(
    v.optional(positiveInteger(limits.side), 1),
    v.description('Step of the k×k layer, both ways.'),
  ),
  padding: v.pipe(
    v.optional(oneOf(['same', 'valid']), 'same'),
    v.description("'same' gives ⌈size / strides⌉, 'valid' (no padding) ⌊(size − kernelSize) / strides⌋ + 1."),
  ),
  mlpLayers: v.pipe(
    v.optional(nonNegativeInteger(limits.mlpLayers)),
    v.description('How many 1×1 convolutions follow. Default 2, or the length of mlpFilters.'),
  ),
  mlpFilters: v.pipe(
    v.optional(
      v.union(
        [channels(), positiveIntegers(limits.channels, limits.mlpLayers)],
        'a positive integer or an array of them',
      ),
    ),
    v.description('Channels of the 1×1 convolutions: one number for all, or one each. Default: filters.'),
  ),
  activation: v.pipe(
    v.optional(activation(), 'relu'),
    v.description('What follows every convolution of the block.'),
  ),
  outputActivation: v.pipe(
    v.optional(activation()),
    v.description(
      "What follows the last convolution instead; 'linear' for logits that can be negative. Default: activation.",
    ),
  ),
  batchNorm: v.pipe(
    v.optional(batchNorm(), false),
    v.description(
      'Batch normalization between every convolution and its activation. Convolutions keep their bias.',
    ),
  ),
  kernelInitializer: v.pipe(
    v.optional(kernelInitializer(), 'glorotUniform'),
    v.description('How kernels are drawn at first. Biases begin at zero.'),
  ),
};

/** {@link mlpFields} with defaults filled in. */
export type MlpOptions = Options<typeof mlpFields>;

/** Returns the problem of a block whose number of 1×1 convolutions is given twice, differently. */
export function mlpProblem({
  mlpLayers,
  mlpFilters,
}: Pick<MlpOptions, 'mlpLayers' | 'mlpFilters'>): FieldProblem | undefined {
  if (mlpLayers === undefined || !Array.isArray(mlpFilters) || mlpFilters.length === mlpLayers)
    return undefined;
  return { field: 'mlpFilters', rule: 'an array with one entry for each of mlpLayers' };
}
