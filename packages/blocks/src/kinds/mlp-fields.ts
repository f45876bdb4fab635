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

/** Fields of a block of a k×k layer and 1×1 convolutions. */
export const mlpFields = {
  filters: v.pipe(channels(), v.description('Output channels of the first layer.')),
  kernelSize: v.pipe(positiveInteger(limits.kernelSize), v.description('Side of the square k×k kernel.')),
  strides: v.pipe(
    v.optional(positiveInteger(limits.side), 1),
    v.description('Stride of the k×k layer in both directions.'),
  ),
  padding: v.pipe(
    v.optional(oneOf(['same', 'valid']), 'same'),
    v.description(
      "'same' outputs ⌈size / strides⌉, 'valid' (no padding) ⌊(size − kernelSize) / strides⌋ + 1.",
    ),
  ),
  mlpLayers: v.pipe(
    v.optional(nonNegativeInteger(limits.mlpLayers)),
    v.description('Number of 1×1 convolutions. Default 2, or the length of mlpFilters.'),
  ),
  mlpFilters: v.pipe(
    v.optional(
      v.union(
        [channels(), positiveIntegers(limits.channels, limits.mlpLayers)],
        'a positive integer or an array of them',
      ),
    ),
    v.description(
      'Output channels of the 1×1 convolutions: one number for all, or one per layer. Default: filters.',
    ),
  ),
  activation: v.pipe(
    v.optional(activation(), 'relu'),
    v.description('Activation after every convolution of the block.'),
  ),
  outputActivation: v.pipe(
    v.optional(activation()),
    v.description(
      "Activation after the last convolution; 'linear' for logits that can be negative. Default: activation.",
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
    v.description('Initializer of the kernels. Biases start at zero.'),
  ),
};

/** {@link mlpFields} with defaults filled in. */
export type MlpOptions = Options<typeof mlpFields>;

/** Returns the problem of a block whose `mlpLayers` contradicts the length of `mlpFilters`. */
export function mlpProblem({
  mlpLayers,
  mlpFilters,
}: Pick<MlpOptions, 'mlpLayers' | 'mlpFilters'>): FieldProblem | undefined {
  if (mlpLayers === undefined || !Array.isArray(mlpFilters) || mlpFilters.length === mlpLayers)
    return undefined;
  return { field: 'mlpFilters', rule: 'an array with one entry for each of mlpLayers' };
}
