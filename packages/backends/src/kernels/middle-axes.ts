import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import type { ReduceAxes } from './axis-reduction';

/** A shape seen as `[outer, terms, inner]`, the terms being what is summed over. */
export interface MiddleAxes {
  outer: number;
  terms: number;
  inner: number;
}

/** The sums over neighbouring axes, times a factor, as a tensor of `shape`. */
export type SumMiddle = (
  backend: unknown,
  x: TensorInfo,
  sizes: MiddleAxes & { factor: number; shape: number[] },
) => TensorInfo;

/** Sums over any axes by sums over neighbouring ones, the last first. Nothing is transposed. */
export function reduceMiddle(sumMiddle: SumMiddle): ReduceAxes {
  return (backend, x, { axes, shape, factorOf }) => {
    const runs = neighbours(axes);
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

/** Axes in runs of neighbours, first and last of each, from the last run to the first. */
function neighbours(axes: number[]): [first: number, last: number][] {
  const runs: [number, number][] = [];
  for (const axis of [...axes].sort((a, b) => a - b)) {
    if (runs[0]?.[1] === axis - 1) runs[0][1] = axis;
    else runs.unshift([axis, axis]);
  }
  return runs;
}
