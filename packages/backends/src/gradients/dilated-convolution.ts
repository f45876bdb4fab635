import {
  batchToSpaceND,
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  DepthwiseConv2dNative,
  DepthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput,
  engine,
  spaceToBatchND,
  type GradConfig,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { convolutionGeometry, type ConvolutionAttributes } from '../kernels/any-backend/convolution';
import type { TrainingGradient } from './training-gradient';

/** The kernels of a kind of convolution. */
interface ConvolutionKernels {
  forward: string;
  backpropInput: string;
  backpropFilter: string;
  depthwise: boolean;
}

const kinds: ConvolutionKernels[] = [
  {
    forward: Conv2D,
    backpropInput: Conv2DBackpropInput,
    backpropFilter: Conv2DBackpropFilter,
    depthwise: false,
  },
  {
    forward: DepthwiseConv2dNative,
    backpropInput: DepthwiseConv2dNativeBackpropInput,
    backpropFilter: DepthwiseConv2dNativeBackpropFilter,
    depthwise: true,
  },
];

/**
 * Gradients of dilated convolutions on every backend; stock has none.
 *
 * A convolution with dilation d equals d² convolutions without dilation, each over every d-th pixel (Chen et al.,
 * "DeepLab", TPAMI 2018, section 3.1): `spaceToBatchND` splits the images, and the gradients of the plain convolution do
 * the rest.
 */
export const dilatedGradients: readonly TrainingGradient[] = kinds.map((kernels) => ({
  name: kernels.forward,
  replace: (stock) => stock && withDilations(stock, kernels),
}));

function withDilations(stock: GradConfig, kernels: ConvolutionKernels): GradConfig {
  return {
    ...stock,
    gradFunc(dy, saved, attrs) {
      const attributes = attrs as unknown as ConvolutionAttributes;
      const dilations = pairOf(attributes.dilations ?? 1);
      if (dilations.every((rate) => rate === 1)) return stock.gradFunc(dy, saved, attrs);
      const [x, filter] = saved as Tensor4D[];
      return dilatedGradient(kernels, dy as Tensor4D, x, filter, attributes, dilations);
    },
  };
}

function pairOf(value: number | [number, number]): [number, number] {
  return typeof value === 'number' ? [value, value] : value;
}

function dilatedGradient(
  { backpropInput, backpropFilter, depthwise }: ConvolutionKernels,
  dy: Tensor4D,
  x: Tensor4D,
  filter: Tensor4D,
  attributes: ConvolutionAttributes,
  dilations: [number, number],
): Record<string, () => Tensor> {
  // tfjs allows dilations only with strides of 1.
  const { padInfo, inHeight, inWidth } = convolutionGeometry(x.shape, filter.shape, attributes, {
    depthwise,
  });
  const [high, wide] = dilations;
  // Images and output gradients are padded with zeros to a multiple of the dilation, so that all parts have the same size.
  const height = padInfo.top + inHeight + padInfo.bottom;
  const width = padInfo.left + inWidth + padInfo.right;
  const [moreRows, moreColumns] = [missing(height, high), missing(width, wide)];
  const borders: [number, number][] = [
    [padInfo.top, padInfo.bottom + moreRows],
    [padInfo.left, padInfo.right + moreColumns],
  ];
  const pieces = spaceToBatchND(x, dilations, borders);
  const errors = spaceToBatchND(dy, dilations, [
    [0, moreRows],
    [0, moreColumns],
  ]);
  const plain = { strides: [1, 1], pad: 'valid', dataFormat: 'NHWC', dilations: [1, 1] };
  return {
    x() {
      const inputs = { dy: errors, filter };
      const gradient = engine().runKernel<Tensor4D>(backpropInput, inputs, {
        ...plain,
        inputShape: pieces.shape,
      });
      return batchToSpaceND(gradient, dilations, borders);
    },
    filter: () =>
      engine().runKernel<Tensor>(
        backpropFilter,
        { x: pieces, dy: errors },
        { ...plain, filterShape: filter.shape },
      ),
  };
}

/** Returns how much to add to `count` to reach a multiple. */
function missing(count: number, multiple: number): number {
  return (multiple - (count % multiple)) % multiple;
}
