import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig } from '@tensorflow/tfjs-core';
import { pointerOf } from '../../wasm/backend-memory';
import { runtimeOf } from '../../wasm/runtime';
import {
  isRow,
  matMulCall,
  matMulSizes,
  type MatMulAttributes,
  type MatMulSizes,
} from '../any-backend/matmul';
import { isProductActivation, multiply } from './product';

/** With fewer rows than this, packing the right factor takes longer than the product. */
const minRows = 4;

/**
 * Wraps stock `BatchMatMul` and `_FusedMatMul` to use the packed product where it is faster.
 *
 * Stock uses plain loops for transposed factors; the packed product reads both layouts equally fast. A vector times a
 * matrix, and batches of many small matrices, use the stock kernel.
 */
export function withFastMatMul(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const { inputs, attributes } = matMulCall(call);
      const { a, b, bias, preluActivationWeights } = inputs;
      const sizes = matMulSizes(inputs, attributes);
      const { activation = 'linear' } = attributes;
      if (
        !sizes ||
        !isFaster(sizes, attributes) ||
        preluActivationWeights ||
        !isProductActivation(activation) ||
        (bias && !isRow(bias, sizes.columns))
      ) {
        return stock.kernelFunc(call);
      }

      const backend = call.backend as BackendWasm;
      const { rows, columns, terms, batches, shape, strideA, strideB } = sizes;
      const result = backend.makeOutput(shape, 'float32');
      const runtime = runtimeOf(backend);
      for (let i = 0; i < batches; i++) {
        multiply(runtime, {
          rows,
          columns,
          terms,
          left: {
            kind: 'matrix',
            pointer: pointerOf(backend, a) + 4 * i * strideA,
            stride: attributes.transposeA ? rows : terms,
            across: attributes.transposeA,
          },
          right: {
            kind: 'matrix',
            pointer: pointerOf(backend, b) + 4 * i * strideB,
            stride: attributes.transposeB ? terms : columns,
            across: !attributes.transposeB,
          },
          target: pointerOf(backend, result) + 4 * i * rows * columns,
          bias: bias && pointerOf(backend, bias),
          activation,
        });
      }
      return result;
    },
  };
}

/** Minimum size of a product within a batch for which a separate call pays, in multiplications. */
const worthwhile = 32_768;

/** Returns whether the packed product is faster than stock. */
function isFaster(
  { rows, columns, terms, batches }: MatMulSizes,
  { transposeA, transposeB }: MatMulAttributes,
): boolean {
  if (transposeA || transposeB) return true;
  return rows >= minRows && (batches === 1 || rows * columns * terms >= worthwhile);
}
