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
 * The part of a volume that a convolution's windows meet. The padding that tfjs-core computes for `same` is negative where
 * a stride exceeds the kernel so that windows end before the volume does, which shifts them; without the rest it is zero.
 */
function reach(shape: number[], filterShape: number[], attrs: NamedAttrMap | undefined): number[] {
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

/** A convolution of the part that its windows meet. */
export function withReachedVolume(stock: KernelConfig): KernelConfig {
  return onReached(stock, ({ filter }) => filter.shape);
}

/** The gradient by the filter, likewise. */
export function withReachedVolumeOfFilter(stock: KernelConfig): KernelConfig {
  return onReached(stock, (_, attrs) => (attrs as unknown as { filterShape: number[] }).filterShape);
}

function onReached(
  stock: KernelConfig,
  filterShape: (inputs: Record<string, TensorInfo>, attrs: NamedAttrMap | undefined) => number[],
): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const inputs = call.inputs as Record<string, TensorInfo>;
      const part = reach(inputs.x.shape, filterShape(inputs, call.attrs), call.attrs);
      if (isAll(part, inputs.x.shape)) return stock.kernelFunc(call);
      const x = slice(inputs.x as Tensor, [0, 0, 0, 0, 0], part);
      const result = stock.kernelFunc({ ...call, inputs: { ...inputs, x } });
      x.dispose();
      return result;
    },
  };
}

/** The gradient by the input: zero where no window comes. */
export function withReachedGradient(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const { inputShape } = call.attrs as unknown as { inputShape: number[] };
      const part = reach(inputShape, (call.inputs.filter as TensorInfo).shape, call.attrs);
      if (isAll(part, inputShape)) return stock.kernelFunc(call);
      const info = stock.kernelFunc({ ...call, attrs: { ...call.attrs, inputShape: part } });
      const gradient = engine().makeTensorFromTensorInfo(info as TensorInfo);
      const whole = tidy(() => fill(gradient, inputShape));
      gradient.dispose();
      return whole;
    },
  };
}

/** Zeros after each axis. With width and channels in one: not every backend pads along five axes. */
function fill(part: Tensor, shape: number[]): Tensor {
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
