import { util } from '@tensorflow/tfjs-core';

/** A shape seen as `[outer, terms, inner]`, the terms being what is summed over. */
export interface MiddleAxes {
  outer: number;
  terms: number;
  inner: number;
}

/** Sees a shape so, if the axes are neighbours, something stands after them, and there is anything at all to add. */
export function middleAxes(shape: number[], axes: number[]): MiddleAxes | undefined {
  const sorted = [...axes].sort((a, b) => a - b);
  const [first, last] = [sorted[0], sorted[sorted.length - 1]];
  if (first === undefined || last === undefined || last - first !== sorted.length - 1) return undefined;
  const outer = util.sizeFromShape(shape.slice(0, first));
  const terms = util.sizeFromShape(shape.slice(first, last + 1));
  const inner = util.sizeFromShape(shape.slice(last + 1));
  return inner > 1 && outer * terms > 0 ? { outer, terms, inner } : undefined;
}
