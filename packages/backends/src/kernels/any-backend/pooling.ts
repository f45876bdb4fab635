import { backend_util } from '@tensorflow/tfjs-core';

/** The attributes that tfjs-core passes to poolings and their gradients. */
export interface PoolAttributes {
  filterSize: [number, number] | number;
  strides: [number, number] | number;
  pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Returns the sizes, strides and padding of a 2-D pooling of NHWC images. */
export function poolGeometry(
  shape: number[],
  { filterSize, strides, pad, dimRoundingMode }: PoolAttributes,
): backend_util.Conv2DInfo {
  const noDilation = 1;
  return backend_util.computePool2DInfo(
    shape as [number, number, number, number],
    filterSize,
    strides,
    noDilation,
    pad,
    dimRoundingMode,
  );
}
