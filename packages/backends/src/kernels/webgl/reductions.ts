import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { packedLayout } from '../../webgl/packed-tensor';
import { columnSums, type SumSizes } from './column-sums';

interface ReductionAttributes {
  axis: number | number[];
  keepDims: boolean;
}

/** Stock `Sum`, without its transposes where rows are summed and columns stay: so are gradients of biases. */
export function withColumnSum(stock: KernelConfig): KernelConfig {
  return reduction(stock, () => 1);
}

/** The same for `Mean`, such as global average pooling. */
export function withColumnMean(stock: KernelConfig): KernelConfig {
  return reduction(stock, (terms) => 1 / terms);
}

function reduction(stock: KernelConfig, factorOf: (terms: number) => number): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const x = call.inputs.x as TensorInfo;
      const { axis, keepDims } = call.attrs as unknown as ReductionAttributes;
      const axes = util.parseAxisParam(axis, x.shape);
      const sizes = x.dtype === 'float32' ? sumSizes(x.shape, axes) : undefined;
      if (!sizes) return stock.kernelFunc(call);
      const shape = x.shape.flatMap((size, i) => (axes.includes(i) ? (keepDims ? [1] : []) : [size]));
      const what = {
        name: 'x',
        textures: ['x'],
        sums: 1,
        terms: 'term0 = texelFetch(x, place, 0);',
      };
      const factor = factorOf(sizes.matrices * sizes.rows);
      return columnSums(call.backend as MathBackendWebGL, what, sizes, [x], shape, factor)[0];
    },
  };
}

/** The sums of a shape over neighbouring axes that end with the last but one; undefined for others. */
function sumSizes(shape: number[], axes: number[]): SumSizes | undefined {
  const sorted = [...axes].sort((a, b) => a - b);
  const last = shape.length - 2;
  const [first] = sorted;
  if (first === undefined || sorted[sorted.length - 1] !== last || last - first !== sorted.length - 1)
    return undefined;
  if (util.sizeFromShape(shape) === 0) return undefined;
  const { rows, columns } = packedLayout(shape);
  return {
    outer: util.sizeFromShape(shape.slice(0, first)),
    matrices: util.sizeFromShape(shape.slice(first, last)),
    rows,
    columns,
  };
}
