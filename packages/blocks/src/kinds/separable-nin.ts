import { layers } from '@tensorflow/tfjs-layers';
import { blockWidths } from '../block-widths';
import { defineBlock } from '../define-block';
import { depthwiseInitializer } from '../kernel-initializer';
import { convolution, mlpConvolutions, normalized, outputActivationOf } from './convolution';
import { mlpFields, mlpProblem } from './mlp-fields';

/**
 * The block of kind `nin` with a depthwise separable k×k convolution: a k×k kernel per channel, then a 1×1 convolution to
 * `filters` channels, then the other 1×1 convolutions. The k×k layer needs about 1/`filters` of the multiplications.
 *
 * @see Howard et al., "MobileNets", arXiv 1704.04861, section 3.1.
 */
export const separableNinKind = defineBlock({
  kind: 'separable-nin',
  description: 'A depthwise k×k convolution, then 1×1 convolutions (Howard et al. 2017, arXiv 1704.04861).',
  fields: mlpFields,
  check: mlpProblem,
  build(options, context) {
    const { kernelSize, strides, padding, activation, batchNorm, kernelInitializer: initializer } = options;
    const [filters, ...mlp] = blockWidths(options);
    const depthwise = layers.depthwiseConv2d({
      name: context.name('depthwise'),
      kernelSize,
      strides,
      padding,
      depthwiseInitializer: depthwiseInitializer(initializer, kernelSize, context.seed(0)),
    });
    const last = mlp.length === 0 ? outputActivationOf(options) : activation;
    return [
      depthwise,
      ...normalized('depthwise', batchNorm, activation, context),
      ...convolution('conv', 1 + mlp.length, { filters, activation: last }, options, context),
      ...mlpConvolutions(options, context),
    ];
  },
});
