import type { layers } from '@tensorflow/tfjs-layers';
import { blockWidths } from '../block-widths';
import { defineBlock, type BlockContext } from '../define-block';
import { convolution, mlpConvolutions, outputActivationOf } from './convolution';
import { mlpFields, mlpProblem, type MlpOptions } from './mlp-fields';

/**
 * The block of the paper and of the lecture: a k×k convolution over pixels, then 1×1 convolutions over channels.
 *
 * @see Lin, Chen & Yan, "Network In Network", arXiv 1312.4400, section 3.1.
 */
export const ninKind = defineBlock({
  kind: 'nin',
  description: 'A k×k convolution, then 1×1 convolutions (Lin, Chen & Yan 2013, arXiv 1312.4400).',
  fields: mlpFields,
  check: mlpProblem,
  build: ninLayers,
});

/** Returns the layers of the block, which other kinds start with. */
export function ninLayers(options: MlpOptions, context: BlockContext): layers.Layer[] {
  const { kernelSize, strides, padding, activation } = options;
  const [filters, ...mlp] = blockWidths(options);
  const own = mlp.length === 0 ? outputActivationOf(options) : activation;
  const first = { filters, kernelSize, strides, padding, activation: own };
  return [...convolution('conv', 0, first, options, context), ...mlpConvolutions(options, context)];
}
