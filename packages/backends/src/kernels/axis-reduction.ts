import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';

/** A sum over axes, times a factor. */
export interface AxisReduction {
  /** From 0 on, in any order. */
  axes: number[];
  /** Of the result. */
  shape: number[];
  /** What the sum of so many terms is multiplied by. */
  factorOf: (terms: number) => number;
}

/** Computes a reduction of a float32 tensor; undefined for one that is left to stock. */
export type ReduceAxes = (
  backend: unknown,
  x: TensorInfo,
  reduction: AxisReduction,
) => TensorInfo | undefined;

/** Stock `Sum`, by `reduce` where that serves. */
export function withSum(reduce: ReduceAxes): (stock: KernelConfig) => KernelConfig {
  return (stock) => withReduction(stock, reduce, () => 1);
}

/** Stock `Mean`, likewise. */
export function withMean(reduce: ReduceAxes): (stock: KernelConfig) => KernelConfig {
  return (stock) => withReduction(stock, reduce, (terms) => 1 / terms);
}

function withReduction(
  stock: KernelConfig,
  reduce: ReduceAxes,
  factorOf: AxisReduction['factorOf'],
): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const x = call.inputs.x as TensorInfo;
      const { axis, keepDims } = call.attrs as unknown as { axis: number | number[]; keepDims: boolean };
      const axes = util.parseAxisParam(axis, x.shape);
      const shape = x.shape.flatMap((size, i) => (axes.includes(i) ? (keepDims ? [1] : []) : [size]));
      const ours = x.dtype === 'float32' ? reduce(call.backend, x, { axes, shape, factorOf }) : undefined;
      return ours ?? stock.kernelFunc(call);
    },
  };
}
