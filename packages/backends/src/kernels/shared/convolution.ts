import { backend_util, type NamedAttrMap } from '@tensorflow/tfjs-core';

/** The attributes convolutions and their gradients get from tfjs-core. */
export interface ConvolutionAttributes {
  strides: [number, number] | number;
  pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  /** Gradients of depthwise convolutions come without, and mean NHWC. */
  dataFormat?: 'NHWC' | 'NCHW';
  /** Only convolutions have it; their gradients are not defined for it. */
  dilations?: [number, number] | number | null;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Sizes, strides and padding of a 2-D convolution. */
export type ConvolutionGeometry = backend_util.Conv2DInfo;

/**
 * The geometry of a convolution, or of the one a gradient belongs to.
 *
 * @throws Error for NCHW, which the wasm backend does not convolve either.
 */
export function convolutionGeometry(
  inputShape: number[],
  filterShape: number[],
  { strides, pad, dataFormat, dilations, dimRoundingMode }: ConvolutionAttributes,
  { depthwise = false } = {},
): ConvolutionGeometry {
  if (dataFormat === 'NCHW') {
    throw new Error("convolution: dataFormat must be 'NHWC', got 'NCHW'");
  }
  return backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    depthwise,
  );
}

/** The geometry of a depthwise convolution: its filter is [height, width, in, multiplier]. */
export function depthwiseGeometry(
  inputShape: number[],
  filterShape: number[],
  attributes: NamedAttrMap | undefined,
): ConvolutionGeometry {
  return convolutionGeometry(inputShape, filterShape, attributes as unknown as ConvolutionAttributes, {
    depthwise: true,
  });
}

/** Whether the convolution multiplies each pixel by one matrix: 1×1, stride 1, nothing padded. */
export function isPerceptronPerPixel(geometry: ConvolutionGeometry): boolean {
  const { top, bottom, left, right } = geometry.padInfo;
  return (
    geometry.filterHeight === 1 &&
    geometry.filterWidth === 1 &&
    geometry.strideHeight === 1 &&
    geometry.strideWidth === 1 &&
    top + bottom + left + right === 0
  );
}
