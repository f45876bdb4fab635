import { layers } from '@tensorflow/tfjs-layers';
import * as v from 'valibot';
import { blockWidths } from '../block-widths';
import { defineBlock } from '../define-block';
import { oneOf } from '../fields/fields';
import { activated, convolution, mlpConvolutions, outputActivationOf } from './convolution';
import { mlpFields, mlpProblem } from './mlp-fields';

const fields = {
  ...mlpFields,
  padding: v.pipe(
    v.optional(oneOf(['same']), 'same'),
    v.description("'same': without padding the map would be smaller than the shortcut."),
  ),
};

/**
 * The block of kind `nin` with a shortcut around it: the input is added before the last activation, through a 1×1 convolution
 * if the block changes the number of channels or the size of the map.
 *
 * @see He, Zhang, Ren & Sun, "Deep Residual Learning for Image Recognition", arXiv 1512.03385, section 3.2; shortcuts of option B.
 */
export const residualNinKind = defineBlock({
  kind: 'residual-nin',
  description: 'A nin block with a shortcut connection (He et al. 2015, arXiv 1512.03385).',
  fields,
  check: mlpProblem,
  labels: { shortcut: 'shortcut' },
  build(options, context) {
    const { kernelSize, strides, activation } = options;
    const [filters, ...mlp] = blockWidths(options);
    const outputs = mlp.at(-1) ?? filters;
    const last = mlp.length === 0 ? 'linear' : activation;
    const first = { filters, kernelSize, strides, activation: last };
    const body = [
      ...convolution('conv', 0, first, options, context),
      ...mlpConvolutions(options, context, 'linear'),
    ];
    const isUnchanged = strides === 1 && context.inputShape[2] === outputs;
    const shortcut = isUnchanged
      ? []
      : convolution(
          'shortcut',
          1 + mlp.length,
          { filters: outputs, strides, activation: 'linear' },
          options,
          context,
        );
    return [
      { branches: [body, shortcut], merge: layers.add({ name: context.name('add') }) },
      ...activated('add', outputActivationOf(options), context),
    ];
  },
});
