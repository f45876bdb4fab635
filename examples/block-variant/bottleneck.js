import { defineBlock } from '@nin/blocks';
import { activation, channels, positiveInteger } from '@nin/blocks/fields';
import { initializers, layers } from '@tensorflow/tfjs-layers';
import * as v from 'valibot';

/**
 * A 1×1 convolution to fewer channels, a 3×3 convolution, a 1×1 convolution to all channels, and a skip connection: the input is
 * added, through a 1×1 convolution if it has another number of channels.
 *
 * @see He, Zhang, Ren & Sun, "Deep Residual Learning for Image Recognition", arXiv 1512.03385, figure 5, right; GELU instead of
 *   ReLU: Hendrycks & Gimpel, arXiv 1606.08415.
 */
export const bottleneckKind = defineBlock({
  kind: 'bottleneck',
  description: '1×1, 3×3 and 1×1 convolutions around few channels, with a skip connection.',
  fields: {
    filters: v.pipe(channels(), v.description('Output channels of the block.')),
    reduction: v.pipe(
      v.optional(positiveInteger(1000), 4),
      v.description('Factor by which the 3×3 convolution has fewer channels, rounded up.'),
    ),
    activation: v.pipe(
      v.optional(activation(), 'gelu'),
      v.description('Activation after each convolution and after the sum.'),
    ),
  },
  labels: { reduce: 'reduce', expand: 'expand', skip: 'skip' },
  build({ filters, reduction, activation }, { inputShape: [, , inputs], name, seed }) {
    const inner = Math.ceil(filters / reduction);
    const convolution = (part, index, options) =>
      layers.conv2d({
        name: name(part),
        padding: 'same',
        kernelInitializer: initializers.heNormal({ seed: seed(index) }),
        ...options,
      });
    const body = [
      convolution('reduce', 0, { filters: inner, kernelSize: 1, activation }),
      convolution('conv', 1, { filters: inner, kernelSize: 3, activation }),
      convolution('expand', 2, { filters, kernelSize: 1 }),
    ];
    const skip = inputs === filters ? [] : convolution('skip', 3, { filters, kernelSize: 1 });
    return [
      { branches: [body, skip], merge: layers.add({ name: name('add') }) },
      ...(activation === 'linear' ? [] : [layers.activation({ name: name('out'), activation })]),
    ];
  },
});
