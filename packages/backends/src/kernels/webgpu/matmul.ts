import { broadcast_util, util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { gpuBackend } from '../../webgpu/gpu-backend';
import { matrixOperand } from '../../webgpu/operands';
import { multiply, multiplyInSlices, type Product } from '../../webgpu/product';

interface MatMulAttributes {
  transposeA: boolean;
  transposeB: boolean;
  activation?: string;
}

/**
 * Stock `BatchMatMul` and `_FusedMatMul` with larger tiles, and long sums in slices, whose additions come in the same
 * order each time. Stock adds slices with atomic additions, in any order.
 */
export function withTiledMatMul(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const { a, b, bias, preluActivationWeights } = call.inputs as Record<string, TensorInfo> & {
        bias?: TensorInfo;
        preluActivationWeights?: TensorInfo;
      };
      const attributes = call.attrs as unknown as MatMulAttributes;
      const { activation = 'linear' } = attributes;
      const product = productOf(a, b, attributes);
      if (
        !product ||
        preluActivationWeights ||
        (activation !== 'linear' && activation !== 'relu') ||
        (bias && !isRow(bias, product.columns))
      ) {
        return stock.kernelFunc(call);
      }
      const backend = gpuBackend(call.backend);
      const plain = product.batches === 1 && !bias && activation === 'linear';
      // A result with its bias is the output of a layer: its sums are short, and its rows many.
      return plain ? multiplyInSlices(backend, product) : multiply(backend, { ...product, bias, activation });
    },
  };
}

function isRow({ shape }: TensorInfo, columns: number): boolean {
  return util.sizeFromShape(shape) === columns && shape[shape.length - 1] === columns;
}

/** The product ours serves; undefined for what stock does, faulty shapes and their messages included. */
function productOf(
  a: TensorInfo,
  b: TensorInfo,
  { transposeA, transposeB }: MatMulAttributes,
): Product | undefined {
  if (a.dtype !== 'float32' || b.dtype !== 'float32') return undefined;
  if (a.shape.length < 2 || b.shape.length < 2) return undefined;
  const [rowsA = 0, columnsA = 0] = a.shape.slice(-2);
  const [rowsB = 0, columnsB = 0] = b.shape.slice(-2);
  const [rows, terms] = transposeA ? [columnsA, rowsA] : [rowsA, columnsA];
  const [inner, columns] = transposeB ? [columnsB, rowsB] : [rowsB, columnsB];
  const batchShapeA = a.shape.slice(0, -2);
  const batchShapeB = b.shape.slice(0, -2);
  const batchesA = util.sizeFromShape(batchShapeA);
  const batchesB = util.sizeFromShape(batchShapeB);
  const sameBatches = util.arraysEqual(batchShapeA, batchShapeB) || batchesA === 1 || batchesB === 1;
  if (inner !== terms || !sameBatches) return undefined;
  const batches = Math.max(batchesA, batchesB);
  if (rows * columns * terms * batches === 0) return undefined;
  return {
    left: a,
    right: b,
    leftOperand: operand(transposeA ? 'outer' : 'terms', columnsA),
    rightOperand: operand(transposeB ? 'terms' : 'outer', columnsB),
    rows,
    columns,
    terms,
    batches,
    leftBatchStride: batchesA === 1 ? 0 : rows * terms,
    rightBatchStride: batchesB === 1 ? 0 : terms * columns,
    shape: [...broadcast_util.assertAndGetBroadcastShape(batchShapeA, batchShapeB), rows, columns],
  };
}

function operand(along: 'outer' | 'terms', run: number) {
  return matrixOperand(along, run % 4 === 0);
}
