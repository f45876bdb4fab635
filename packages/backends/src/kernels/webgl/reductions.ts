import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { util } from '@tensorflow/tfjs-core';
import { packedLayout } from '../../webgl/packed-tensor';
import type { ReduceAxes } from '../axis-reduction';
import { columnSums, type SumSizes } from './column-sums';

/** Sums over axes that end with the last but one, where stock transposes the tensor first. Biases' gradients are such. */
export const reduceColumns: ReduceAxes = (tfjsBackend, x, { axes, shape, factorOf }) => {
  const backend = tfjsBackend as MathBackendWebGL;
  if (util.sizeFromShape(x.shape) === 0) {
    // Stock divides by the number of terms to find how many sums there are.
    const sums = new Float32Array(util.sizeFromShape(shape)).fill(0 * factorOf(0));
    return backend.makeTensorInfo(shape, 'float32', sums);
  }
  const sizes = sumSizes(x.shape, axes);
  if (!sizes) return undefined;
  const what = {
    name: 'x',
    textures: ['x'],
    sums: 1,
    terms: 'term0 = texelFetch(x, place, 0);',
  };
  const factor = factorOf(sizes.matrices * sizes.rows);
  return columnSums(backend, what, sizes, [x], shape, factor)[0];
};

/** The sums of a shape over neighbouring axes that end with the last but one; undefined for others. */
function sumSizes(shape: number[], axes: number[]): SumSizes | undefined {
  const sorted = [...axes].sort((a, b) => a - b);
  const last = shape.length - 2;
  const [first] = sorted;
  if (first === undefined || sorted[sorted.length - 1] !== last || last - first !== sorted.length - 1)
    return undefined;
  const { rows, columns } = packedLayout(shape);
  return {
    outer: util.sizeFromShape(shape.slice(0, first)),
    matrices: util.sizeFromShape(shape.slice(first, last)),
    rows,
    columns,
  };
}
