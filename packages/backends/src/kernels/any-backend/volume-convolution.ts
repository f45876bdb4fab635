import {
  engine,
  pad,
  reshape,
  slice,
  tidy,
  type KernelConfig,
  type NamedAttrMap,
  type Tensor,
  type TensorInfo,
} from '@tensorflow/tfjs-core';

type Triple = [number, number, number];

interface VolumeAttributes {
  strides: Triple | number;
  pad: 'valid' | 'same';
}

/**
 * Returns the shape of the part of a volume that the windows of a convolution cover. If a stride exceeds the kernel, windows
 * may end before the volume does; tfjs-core then computes a negative padding for `same`, which shifts the windows. For the
 * covered part the padding is zero.
 */
function coveredShape(shape: number[], filterShape: number[], attrs: NamedAttrMap | undefined): number[] {
  const { strides, pad: padding } = attrs as unknown as VolumeAttributes;
  if (padding !== 'same') return shape;
  return shape.map((size, axis) => {
    if (axis < 1 || axis > 3) return size;
    const stride = typeof strides === 'number' ? strides : strides[axis - 1];
    return Math.min(size, (Math.ceil(size / stride) - 1) * stride + filterShape[axis - 1]);
  });
}

function isAll(part: number[], shape: number[]): boolean {
  return part.every((size, axis) => size === shape[axis]);
}

/** Wraps stock `Conv3D` to convolve only the covered part. */
export function withCoveredVolume(stock: KernelConfig): KernelConfig {
  return onCoveredPart(stock, ({ filter }) => filter.shape);
}

/** Wraps the stock gradient by the filter to use only the covered part. */
export function withCoveredFilterGradient(stock: KernelConfig): KernelConfig {
  return onCoveredPart(stock, (_, attrs) => (attrs as unknown as { filterShape: number[] }).filterShape);
}

function onCoveredPart(
  stock: KernelConfig,
  filterShape: (inputs: Record<string, TensorInfo>, attrs: NamedAttrMap | undefined) => number[],
): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const inputs = call.inputs as Record<string, TensorInfo>;
      const part = coveredShape(inputs.x.shape, filterShape(inputs, call.attrs), call.attrs);
      if (isAll(part, inputs.x.shape)) return stock.kernelFunc(call);
      const x = slice(inputs.x as Tensor, [0, 0, 0, 0, 0], part);
      const result = stock.kernelFunc({ ...call, inputs: { ...inputs, x } });
      x.dispose();
      return result;
    },
  };
}

/** Wraps the stock gradient by the input; the gradient is zero outside the covered part. */
export function withCoveredInputGradient(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const { inputShape } = call.attrs as unknown as { inputShape: number[] };
      const part = coveredShape(inputShape, (call.inputs.filter as TensorInfo).shape, call.attrs);
      if (isAll(part, inputShape)) return stock.kernelFunc(call);
      const info = stock.kernelFunc({ ...call, attrs: { ...call.attrs, inputShape: part } });
      const gradient = engine().makeTensorFromTensorInfo(info as TensorInfo);
      const whole = tidy(() => padWithZeros(gradient, inputShape));
      gradient.dispose();
      return whole;
    },
  };
}

/** Pads a volume with zeros at its ends. Merges width and channels, because not every backend pads five axes. */
function padWithZeros(part: Tensor, shape: number[]): Tensor {
  const [volumes, depth, height, width, channels] = part.shape;
  const rows = reshape(part, [volumes, depth, height, width * channels]);
  const whole = pad(rows, [
    [0, 0],
    [0, shape[1] - depth],
    [0, shape[2] - height],
    [0, (shape[3] - width) * channels],
  ]);
  return reshape(whole, shape);
}
