import { layers } from '@tensorflow/tfjs-layers';
import * as v from 'valibot';
import { blockWidths } from '../block-widths';
import { defineBlock } from '../define-block';
import { activation, integer } from '../fields/fields';
import type { LayerGraph } from '../graph/layer-graph';
import { activated, convolution } from './convolution';
import { mlpFields, mlpProblem } from './mlp-fields';
import { ninLayers } from './nin';

/**
 * The block of kind `nin` with maxout in its 1×1 layers: each channel is the maximum of `pieces` linear 1×1 convolutions, a
 * learned activation.
 *
 * @see Chang & Chen, "Batch-normalized Maxout Network in Network", arXiv 1511.02583, section 3; Goodfellow, Warde-Farley, Mirza,
 *   Courville & Bengio, "Maxout Networks", arXiv 1302.4389.
 */
export const maxoutNinKind = defineBlock({
  kind: 'maxout-nin',
  description: 'A k×k convolution, then 1×1 maxout layers (Chang & Chen 2015, arXiv 1511.02583).',
  fields: {
    ...mlpFields,
    activation: v.pipe(mlpFields.activation, v.description('Activation after the k×k convolution.')),
    outputActivation: v.pipe(
      v.optional(activation()),
      v.description(
        'Activation after the last layer. Default: linear after a maximum, which is an activation itself; activation if there are no 1×1 layers.',
      ),
    ),
    pieces: v.pipe(
      v.optional(integer(2, 16), 2),
      v.description('Number of 1×1 convolutions per layer, of which each channel takes the maximum.'),
    ),
  },
  check: mlpProblem,
  build(options, context) {
    const { kernelSize, strides, padding, pieces, outputActivation = 'linear' } = options;
    const [filters, ...mlp] = blockWidths(options);
    if (mlp.length === 0) return ninLayers(options, context);
    const first = { filters, kernelSize, strides, padding, activation: options.activation };
    const maxout = (width: number, i: number): LayerGraph => ({
      branches: Array.from({ length: pieces }, (_, piece) => {
        const part = `mlp${i + 1}/${piece + 1}`;
        const piece1x1 = { filters: width, activation: 'linear' } as const;
        return convolution(part, 1 + i * pieces + piece, piece1x1, options, context);
      }),
      merge: layers.maximum({ name: context.name(`mlp${i + 1}/max`) }),
    });
    return [
      convolution('conv', 0, first, options, context),
      ...mlp.map(maxout),
      ...activated('max', outputActivation, context),
    ];
  },
});
