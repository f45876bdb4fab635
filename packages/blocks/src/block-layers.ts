import {
  requireFraction,
  requireInteger,
  requireOneOf,
  requireOptions,
  requirePositive,
  requirePositiveInteger,
  type OptionNames,
} from '@nin/checks';
import { layers } from '@tensorflow/tfjs-layers';
import { activations, type Activation } from './activation';
import { blockWidths } from './block-widths';
import { derivedSeed } from './derived-seed';
import { requireImageShape } from './image-shape';
import { kernelInitializer as initializer, kernelInitializers } from './kernel-initializer';
import { limits } from './limits';
import type { BatchNormOptions, BlockOptions } from './nin-spec';

/** The fields of {@link BlockOptions}, to find misspelt ones. */
export const blockFields: OptionNames<BlockOptions> = {
  filters: true,
  kernelSize: true,
  strides: true,
  padding: true,
  mlpLayers: true,
  mlpFilters: true,
  activation: true,
  outputActivation: true,
  batchNorm: true,
  kernelInitializer: true,
};

const batchNormFields: OptionNames<BatchNormOptions> = { momentum: true, epsilon: true };

/** What a block is made into layers with, besides its options. */
export interface BlockContext {
  name: string | undefined;
  seed: number | undefined;
  inputShape: readonly number[] | undefined;
}

/** The unbuilt layers of a block, after a check of every option. `where` begins the messages. */
export function blockLayers(
  where: string,
  options: BlockOptions,
  { name, seed, inputShape }: BlockContext,
): layers.Layer[] {
  const {
    kernelSize,
    strides = 1,
    padding = 'same',
    activation = 'relu',
    outputActivation = activation,
    batchNorm = false,
    kernelInitializer = 'glorotUniform',
  } = options;
  const widths = blockWidths(where, options);
  requirePositiveInteger(`${where}: kernelSize`, kernelSize, limits.kernelSize);
  requirePositiveInteger(`${where}: strides`, strides, limits.side);
  requireOneOf(`${where}: padding`, padding, ['same', 'valid']);
  requireOneOf(`${where}: activation`, activation, activations);
  requireOneOf(`${where}: outputActivation`, outputActivation, activations);
  requireOneOf(`${where}: kernelInitializer`, kernelInitializer, kernelInitializers);
  if (inputShape !== undefined) requireImageShape(`${where}: inputShape`, inputShape);
  if (seed !== undefined) requireInteger(`${where}: seed`, seed);
  const norm = batchNormOf(where, batchNorm);

  return widths.flatMap((filters, i) => {
    const ownName = name && `${name}/${i === 0 ? 'conv' : `mlp${i}`}`;
    const ownActivation = i === widths.length - 1 ? outputActivation : activation;
    const convolution = layers.conv2d({
      name: ownName,
      filters,
      kernelSize: i === 0 ? kernelSize : 1,
      strides: i === 0 ? strides : 1,
      padding: i === 0 ? padding : 'same',
      activation: norm ? 'linear' : ownActivation,
      kernelInitializer: initializer(
        kernelInitializer,
        seed === undefined ? undefined : derivedSeed(seed, i),
      ),
      ...(i === 0 && inputShape && { inputShape: [...inputShape] }),
    });
    return norm ? [convolution, ...normalized(ownName, norm, ownActivation)] : [convolution];
  });
}

function normalized(
  name: string | undefined,
  norm: BatchNormOptions,
  activation: Activation,
): layers.Layer[] {
  const bn = layers.batchNormalization({ ...norm, name: name && `${name}/bn` });
  if (activation === 'linear') return [bn];
  return [bn, layers.activation({ activation, name: name && `${name}/${activation}` })];
}

function batchNormOf(where: string, batchNorm: boolean | BatchNormOptions): BatchNormOptions | undefined {
  if (batchNorm === false) return undefined;
  if (batchNorm === true) return {};
  requireOptions(`${where}: batchNorm`, batchNorm, batchNormFields);
  const { momentum, epsilon } = batchNorm;
  if (momentum !== undefined) requireFraction(`${where}: batchNorm.momentum`, momentum);
  if (epsilon !== undefined) requirePositive(`${where}: batchNorm.epsilon`, epsilon);
  return batchNorm;
}
