import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { pointerOf, withBlock } from '../../wasm/backend-memory';
import { runtimeOf } from '../../wasm/runtime';
import { middleAxes } from '../middle-axes';

interface ReductionAttributes {
  axis: number | number[];
  keepDims: boolean;
}

/** Stock `Sum`, faster where the axes are not the last: stock transposes the tensor first. Biases' gradients are such. */
export function withFastColumnSum(stock: KernelConfig): KernelConfig {
  return reduction(stock, () => 1);
}

/** The same for `Mean`, such as global average pooling. */
export function withFastColumnMean(stock: KernelConfig): KernelConfig {
  return reduction(stock, (terms) => 1 / terms);
}

function reduction(stock: KernelConfig, factorOf: (terms: number) => number): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const x = call.inputs.x as TensorInfo;
      const { axis, keepDims } = call.attrs as unknown as ReductionAttributes;
      const axes = util.parseAxisParam(axis, x.shape);
      const sizes = x.dtype === 'float32' ? middleAxes(x.shape, axes) : undefined;
      if (!sizes) return stock.kernelFunc(call);
      const { outer, terms, inner } = sizes;
      const backend = call.backend as BackendWasm;
      const runtime = runtimeOf(backend);
      const shape = x.shape.flatMap((size, i) => (axes.includes(i) ? (keepDims ? [1] : []) : [size]));
      const result = backend.makeOutput(shape, 'float32');
      const [source, target] = [pointerOf(backend, x), pointerOf(backend, result)];
      runtime.run((kernels) =>
        withBlock(backend, 8 * outer * kernels.sumParts(outer, terms) * inner, (scratch) =>
          kernels.columnSums(source, target, outer, terms, inner, factorOf(terms), scratch),
        ),
      );
      return result;
    },
  };
}
