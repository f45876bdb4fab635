import { layers } from '@tensorflow/tfjs-layers';
import * as v from 'valibot';
import { blockWidths } from '../block-widths';
import { defineBlock } from '../define-block';
import { positiveInteger } from '../fields/fields';
import { kernelInitializer } from '../kernel-initializer';
import { limits } from '../limits';
import { mlpFields, mlpProblem } from './mlp-fields';
import { ninLayers } from './nin';

/**
 * The block of kind `nin`, followed by squeeze and excitation: two small layers compute a factor in 0–1 per channel from the
 * channel means.
 *
 * @see Hu, Shen, Albanie, Sun & Wu, "Squeeze-and-Excitation Networks", arXiv 1709.01507, section 3.
 */
export const seNinKind = defineBlock({
  kind: 'se-nin',
  description: 'A nin block with squeeze and excitation (Hu et al. 2017, arXiv 1709.01507).',
  fields: {
    ...mlpFields,
    reduction: v.pipe(
      v.optional(positiveInteger(limits.channels), 16),
      v.description('Factor by which the squeeze reduces the channels, to at least 1.'),
    ),
  },
  check: mlpProblem,
  labels: { squeeze: 'squeeze', excite: 'excite' },
  build(options, context) {
    const widths = blockWidths(options);
    const channels = widths.at(-1) ?? 1;
    const point = (part: string, index: number, filters: number, activation: 'relu' | 'sigmoid') =>
      layers.conv2d({
        name: context.name(part),
        filters,
        kernelSize: 1,
        activation,
        kernelInitializer: kernelInitializer(options.kernelInitializer, context.seed(widths.length + index)),
      });
    const factors = [
      layers.globalAveragePooling2d({ name: context.name('mean') }),
      layers.reshape({ name: context.name('reshape'), targetShape: [1, 1, channels] }),
      point('squeeze', 0, Math.max(1, Math.round(channels / options.reduction)), 'relu'),
      point('excite', 1, channels, 'sigmoid'),
    ];
    return [
      ...ninLayers(options, context),
      { branches: [[], factors], merge: layers.multiply({ name: context.name('scale') }) },
    ];
  },
});
