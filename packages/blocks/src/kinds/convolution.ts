import { layers } from '@tensorflow/tfjs-layers';
import type { Activation } from '../activation';
import type { BlockContext } from '../define-block';
import { kernelInitializer } from '../kernel-initializer';
import { blockWidths } from '../block-widths';
import type { MlpOptions } from './mlp-fields';

/** What decides one convolution of a block, besides what all convolutions of the block have in common. */
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

/** What all convolutions of a block have in common. */
export type Shared = Pick<MlpOptions, 'batchNorm' | 'kernelInitializer'>;

/**
 * A convolution with its activation, and batch normalization between the two: `part`, `part/bn` and `part/relu`.
 *
 * @param seed the number of its kernel among the weights of the block that are drawn.
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

/** Batch normalization and an activation behind a layer called `part`. */
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

/** An activation behind a layer called `part`, in a layer of its own. The linear one needs no layer. */
export function activated(part: string, activation: Activation, context: BlockContext): layers.Layer[] {
  if (activation === 'linear') return [];
  return [layers.activation({ activation, name: context.name(`${part}/${activation}`) })];
}

/**
 * The 1×1 convolutions behind the first layer of a block: `mlp1`, `mlp2` …
 *
 * @param last the activation of the last. Default: `outputActivation`.
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

/** What follows the last convolution of a block. */
export function outputActivationOf({
  activation,
  outputActivation = activation,
}: Pick<MlpOptions, 'activation' | 'outputActivation'>): Activation {
  return outputActivation;
}
