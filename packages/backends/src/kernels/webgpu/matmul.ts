import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { gpuBackend } from '../../webgpu/gpu-backend';
import {
  isGpuActivation,
  isRow,
  matMulCall,
  matMulSizes,
  type MatMulAttributes,
  type MatMulInputs,
  type MatMulSizes,
} from '../any-backend/matmul';
import { multiply, multiplyInSlices, type Product } from './product';
import { matrixOperand } from './shaders/product-operands';

/**
 * Wraps stock `BatchMatMul` and `_FusedMatMul` to use larger tiles, and slices of long sums added in a fixed order. Stock
 * adds slices with atomic additions, in arbitrary order.
 */
export function withTiledMatMul(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const { inputs, attributes } = matMulCall(call);
      const { bias, preluActivationWeights } = inputs;
      const { activation = 'linear' } = attributes;
      const sizes = matMulSizes(inputs, attributes);
      if (
        !sizes ||
        preluActivationWeights ||
        !isGpuActivation(activation) ||
        (bias && !isRow(bias, sizes.columns))
      ) {
        return stock.kernelFunc(call);
      }
      const backend = gpuBackend(call.backend);
      const product = productOf(inputs, attributes, sizes);
      const plain = product.batches === 1 && !bias && activation === 'linear';
      // A product with a bias is the output of a layer: it has short sums and many rows.
      return plain ? multiplyInSlices(backend, product) : multiply(backend, { ...product, bias, activation });
    },
  };
}

function productOf(
  inputs: MatMulInputs,
  { transposeA, transposeB }: MatMulAttributes,
  { strideA, strideB, ...sizes }: MatMulSizes,
): Product {
  const { a, b } = inputs;
  const runOf = ({ shape }: TensorInfo) => shape[shape.length - 1];
  return {
    ...sizes,
    left: a,
    right: b,
    leftOperand: matrixOperand(transposeA ? 'outer' : 'terms', runOf(a) % 4 === 0),
    rightOperand: matrixOperand(transposeB ? 'terms' : 'outer', runOf(b) % 4 === 0),
    leftBatchStride: strideA,
    rightBatchStride: strideB,
  };
}
