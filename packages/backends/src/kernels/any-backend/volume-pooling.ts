import {
  backend_util,
  engine,
  reshape,
  tidy,
  type KernelConfig,
  type Tensor,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import type { PoolAttributes } from './pooling';

type Triple = [number, number, number];

/** The attributes that tfjs-core passes to 3-D poolings and their gradients. */
export interface VolumePoolAttributes {
  filterSize: Triple | number;
  strides: Triple | number;
  pad: 'valid' | 'same' | number;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** A 3-D pooling of [N, D, H, W, C] as two 2-D poolings. */
export interface PoolingSteps {
  /** Pooling of the planes [N·D, H, W, C]. */
  planes: PoolAttributes;
  /** Pooling of the result along depth: [N, D, H'·W', C]. */
  depth: PoolAttributes;
}

/**
 * Splits a 3-D pooling: the maximum of a box is the maximum of its planes' maxima, and likewise the mean, as all planes
 * have equal size.
 */
export function poolingSteps({
  filterSize,
  strides,
  pad,
  dimRoundingMode,
}: VolumePoolAttributes): PoolingSteps {
  const [size, step] = [filterSize, strides].map((one) => (typeof one === 'number' ? [one, one, one] : one));
  return {
    planes: {
      filterSize: [size[1], size[2]],
      strides: [step[1], step[2]],
      pad: explicit(pad, true),
      dimRoundingMode,
    },
    depth: { filterSize: [size[0], 1], strides: [step[0], 1], pad: explicit(pad, false), dimRoundingMode },
  };
}

/** Writes numeric padding explicitly: for a number, tfjs-core also applies the height's window and stride to the width. */
function explicit(pad: VolumePoolAttributes['pad'], alongWidth: boolean): PoolAttributes['pad'] {
  if (typeof pad === 'string') return pad;
  const columns = alongWidth ? pad : 0;
  return [
    [0, 0],
    [pad, pad],
    [columns, columns],
    [0, 0],
  ];
}

/** Runs a kernel of a 2-D pooling or its gradient. */
export function poolImages(
  kernel: string,
  inputs: Record<string, Tensor>,
  attributes: PoolAttributes,
): Tensor {
  return engine().runKernel<Tensor>(kernel, inputs, { ...attributes });
}

/**
 * Wraps a stock 3-D pooling to use a 2-D pooling kernel. Stock shifts the windows where a `same` stride exceeds the window,
 * and on wasm starts each maximum at the smallest positive number.
 */
export function withSeparableVolumes(kernel: string): (stock: KernelConfig) => KernelConfig {
  return (stock) => ({
    ...stock,
    kernelFunc(call) {
      const x = call.inputs.x as Tensor;
      const attributes = call.attrs as unknown as VolumePoolAttributes;
      if (outShape(x, attributes).includes(0)) return stock.kernelFunc(call);
      const { planes, depth } = poolingSteps(attributes);
      const [volumes, deep, height, width, channels] = x.shape;
      return tidy(() => {
        const images = reshape(x, [volumes * deep, height, width, channels]);
        const flat = poolImages(kernel, { x: images }, planes);
        const [, outHeight, outWidth] = flat.shape;
        const columns = reshape(flat, [volumes, deep, outHeight * outWidth, channels]);
        const result = poolImages(kernel, { x: columns }, depth);
        const [, outDepth] = result.shape;
        return reshape(result, [volumes, outDepth, outHeight, outWidth, channels]);
      });
    },
  });
}

function outShape(x: TensorInfo, attributes: VolumePoolAttributes): number[] {
  const { filterSize, strides, pad, dimRoundingMode } = attributes;
  const shape = x.shape as [number, number, number, number, number];
  const noDilation = 1;
  return backend_util.computePool3DInfo(shape, filterSize, strides, noDilation, pad, dimRoundingMode)
    .outShape;
}
