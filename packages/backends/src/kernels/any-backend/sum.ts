import { Cast, getKernel, util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';

/** A sum over axes, times a factor. */
export interface AxisReduction {
  /** Axes from 0 on, in any order. */
  axes: number[];
  /** Shape of the result. */
  shape: number[];
  /** Returns the factor for a number of terms. */
  factorOf: (terms: number) => number;
}

/** Computes a reduction of a tensor; returns undefined to use the stock kernel. */
export type ReduceAxes = (
  backend: unknown,
  x: TensorInfo,
  reduction: AxisReduction,
) => TensorInfo | undefined;

/** Wraps stock `Sum` or `Prod` to use `reduce` for some types, where it applies. */
export function withReduction(
  reduce: ReduceAxes,
  types: readonly string[] = ['float32'],
): (stock: KernelConfig) => KernelConfig {
  return (stock) => ({
    ...stock,
    kernelFunc(call) {
      const x = call.inputs.x as TensorInfo;
      const ours = types.includes(x.dtype) ? reduceCall(reduce, call, x, () => 1) : undefined;
      return ours ?? stock.kernelFunc(call);
    },
  });
}

/** Wraps stock `Mean` to use `reduce` where it applies, also for integers. */
export function withMean(reduce: ReduceAxes): (stock: KernelConfig) => KernelConfig {
  return (stock) => ({
    ...stock,
    kernelFunc(call) {
      const share = (terms: number) => 1 / terms;
      const x = call.inputs.x as TensorInfo;
      if (x.dtype === 'float32') return reduceCall(reduce, call, x, share) ?? stock.kernelFunc(call);
      const cast = getKernel(Cast, stock.backendName).kernelFunc;
      const floats = cast({ ...call, inputs: { x }, attrs: { dtype: 'float32' } }) as TensorInfo;
      const ours = reduceCall(reduce, call, floats, share);
      (call.backend as { disposeData(dataId: object): void }).disposeData(floats.dataId);
      return ours ?? stock.kernelFunc(call);
    },
  });
}

type Call = Parameters<KernelConfig['kernelFunc']>[0];

function reduceCall(
  reduce: ReduceAxes,
  { attrs, backend }: Call,
  x: TensorInfo,
  factorOf: AxisReduction['factorOf'],
): TensorInfo | undefined {
  const { axis, keepDims } = attrs as unknown as { axis: number | number[]; keepDims: boolean };
  const axes = util.parseAxisParam(axis, x.shape);
  const shape = x.shape.flatMap((size, i) => (axes.includes(i) ? (keepDims ? [1] : []) : [size]));
  return reduce(backend, x, { axes, shape, factorOf });
}

/** A shape seen as `[outer, terms, inner]`; the sum is over the terms. */
export interface MiddleAxes {
  outer: number;
  terms: number;
  inner: number;
}

/** Returns the sums over adjacent axes, times a factor, as a tensor of `shape`. */
export type SumMiddle = (
  backend: unknown,
  x: TensorInfo,
  sizes: MiddleAxes & { factor: number; shape: number[] },
) => TensorInfo;

/** Sums over any axes as a series of sums over adjacent axes, last axes first. Nothing is transposed. */
export function reduceMiddle(sumMiddle: SumMiddle): ReduceAxes {
  return (backend, x, { axes, shape, factorOf }) => {
    const runs = adjacentRuns(axes);
    if (runs.length === 0) return undefined;
    const factor = factorOf(util.sizeFromShape(axes.map((axis) => x.shape[axis])));
    let sizes = x.shape;
    let source = x;
    runs.forEach(([first, last], i) => {
      const left = sizes.slice(0, first);
      const right = sizes.slice(last + 1);
      const result = sumMiddle(backend, source, {
        outer: util.sizeFromShape(left),
        terms: util.sizeFromShape(sizes.slice(first, last + 1)),
        inner: util.sizeFromShape(right),
        factor: i === runs.length - 1 ? factor : 1,
        shape: i === runs.length - 1 ? shape : [...left, ...right],
      });
      if (source !== x) (backend as { disposeData(dataId: object): void }).disposeData(source.dataId);
      source = result;
      sizes = [...left, ...right];
    });
    return source;
  };
}

/** Returns the runs of adjacent axes, as first and last axis, from the last run to the first. */
function adjacentRuns(axes: number[]): [first: number, last: number][] {
  const runs: [number, number][] = [];
  for (const axis of [...axes].sort((a, b) => a - b)) {
    if (runs[0]?.[1] === axis - 1) runs[0][1] = axis;
    else runs.unshift([axis, axis]);
  }
  return runs;
}
