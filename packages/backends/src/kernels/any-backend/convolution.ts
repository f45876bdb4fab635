import { backend_util, type NamedAttrMap } from '@tensorflow/tfjs-core';

/** The attributes that tfjs-core passes to convolutions and their gradients. */
export interface ConvolutionAttributes {
  strides: [number, number] | number;
  pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  /** Default NHWC; gradients of depthwise convolutions omit it. */
  dataFormat?: 'NHWC' | 'NCHW';
  /** Only passed to convolutions; their gradients do not support it. */
  dilations?: [number, number] | number | null;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Sizes, strides and padding of a 2-D convolution. */
export type ConvolutionGeometry = backend_util.Conv2DInfo;

/**
 * Returns the geometry of a convolution, or of the convolution that a gradient belongs to.
 *
 * @throws Error for NCHW, which the stock wasm backend does not support either.
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

/** Returns the geometry of a depthwise convolution; its filter is [height, width, in, multiplier]. */
export function depthwiseGeometry(
  inputShape: number[],
  filterShape: number[],
  attributes: NamedAttrMap | undefined,
): ConvolutionGeometry {
  return convolutionGeometry(inputShape, filterShape, attributes as unknown as ConvolutionAttributes, {
    depthwise: true,
  });
}

/** Returns whether a convolution multiplies each pixel by one matrix: 1×1, stride 1, no padding. */
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
