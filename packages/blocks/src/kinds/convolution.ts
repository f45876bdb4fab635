import { layers } from '@tensorflow/tfjs-layers';
import type { Activation } from '../activation';
import type { BlockContext } from '../define-block';
import { kernelInitializer } from '../kernel-initializer';
import { blockWidths } from '../block-widths';
import type { MlpOptions } from './mlp-fields';

/** Options of one convolution, besides those shared by the block. */
export interface ConvolutionOptions {
  filters: number;
  /** Default 1. */
  kernelSize?: number;
  /** Default 1. */
  strides?: number;
  /** Default `'same'`. */
  padding?: 'same' | 'valid';
  activation: Activation;
}

/** Options shared by all convolutions of a block. */
export type Shared = Pick<MlpOptions, 'batchNorm' | 'kernelInitializer'>;

/**
 * Returns a convolution, optional batch normalization and an activation: `part`, `part/bn` and `part/relu`.
 *
 * @param seed index of its kernel among the random weights of the block.
 */
export function convolution(
  part: string,
  seed: number,
  { filters, kernelSize = 1, strides = 1, padding = 'same', activation }: ConvolutionOptions,
  { batchNorm, kernelInitializer: initializer }: Shared,
  context: BlockContext,
): layers.Layer[] {
  const layer = layers.conv2d({
    name: context.name(part),
    filters,
    kernelSize,
    strides,
    padding,
    activation: batchNorm === false ? activation : 'linear',
    kernelInitializer: kernelInitializer(initializer, context.seed(seed)),
  });
  return batchNorm === false ? [layer] : [layer, ...normalized(part, batchNorm, activation, context)];
}

/** Returns optional batch normalization and an activation after the layer `part`. */
export function normalized(
  part: string,
  batchNorm: MlpOptions['batchNorm'],
  activation: Activation,
  context: BlockContext,
): layers.Layer[] {
  const normalization =
    batchNorm === false
      ? []
      : [
          layers.batchNormalization({
            ...(batchNorm === true ? {} : batchNorm),
            name: context.name(`${part}/bn`),
          }),
        ];
  return [...normalization, ...activated(part, activation, context)];
}

/** Returns an activation as its own layer after the layer `part`. A linear activation needs no layer. */
export function activated(part: string, activation: Activation, context: BlockContext): layers.Layer[] {
  if (activation === 'linear') return [];
  return [layers.activation({ activation, name: context.name(`${part}/${activation}`) })];
}

/**
 * Returns the 1×1 convolutions after the first layer of a block: `mlp1`, `mlp2` …
 *
 * @param last activation of the last convolution. Default: `outputActivation`.
 */
export function mlpConvolutions(
  options: Omit<MlpOptions, 'kernelSize' | 'strides' | 'padding'>,
  context: BlockContext,
  last: Activation = outputActivationOf(options),
): layers.Layer[] {
  const [, ...widths] = blockWidths(options);
  return widths.flatMap((filters, i) => {
    const activation = i === widths.length - 1 ? last : options.activation;
    return convolution(`mlp${i + 1}`, i + 1, { filters, activation }, options, context);
  });
}

/** Returns the activation after the last convolution of a block. */
export function outputActivationOf({
  activation,
  outputActivation = activation,
}: Pick<MlpOptions, 'activation' | 'outputActivation'>): Activation {
  return outputActivation;
}
