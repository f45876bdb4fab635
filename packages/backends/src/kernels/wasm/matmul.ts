import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { broadcast_util, util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { pointerOf } from '../../wasm/backend-memory';
import { isProductActivation, multiply } from '../../wasm/product';
import { runtimeOf } from '../../wasm/runtime';

interface MatMulAttributes {
  transposeA: boolean;
  transposeB: boolean;
  /** Only in the fused kernel. */
  activation?: string;
}

/** With fewer rows than this, packing the right factor costs more than the product. */
const fewRows = 4;

/**
 * Stock wasm's matrix product (plain, or fused with bias and activation), in ours where that is faster.
 *
 * Stock falls back to plain loops with a transposed factor; ours reads both factors either way. A vector times a matrix,
 * and batches of many small matrices, stay with stock.
 */
export function withFastMatMul(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const attributes = call.attrs as unknown as MatMulAttributes;
      const { a, b, bias, preluActivationWeights } = call.inputs as unknown as {
        a: TensorInfo;
        b: TensorInfo;
        bias?: TensorInfo;
        preluActivationWeights?: TensorInfo;
      };
      const sizes = matMulSizes(a, b, attributes);
      const { activation = 'linear' } = attributes;
      if (
        !sizes ||
        preluActivationWeights ||
        !isProductActivation(activation) ||
        (bias && !isRow(bias, sizes.columns))
      ) {
        return stock.kernelFunc(call);
      }

      const backend = call.backend as BackendWasm;
      const { rows, columns, terms, batches, shape } = sizes;
      const result = backend.makeOutput(shape, 'float32');
      const runtime = runtimeOf(backend);
      for (let i = 0; i < batches; i++) {
        multiply(runtime, {
          rows,
          columns,
          terms,
          left: {
            kind: 'matrix',
            pointer: pointerOf(backend, a) + 4 * sizes.offsetA(i),
            stride: attributes.transposeA ? rows : terms,
            across: attributes.transposeA,
          },
          right: {
            kind: 'matrix',
            pointer: pointerOf(backend, b) + 4 * sizes.offsetB(i),
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

function isRow({ shape }: TensorInfo, columns: number): boolean {
  return util.sizeFromShape(shape) === columns && shape[shape.length - 1] === columns;
}

interface MatMulSizes {
  rows: number;
  columns: number;
  terms: number;
  batches: number;
  shape: number[];
  /** Where the matrices of batch i begin, in floats. */
  offsetA: (i: number) => number;
  offsetB: (i: number) => number;
}

/** Smallest product for which a call of its own pays within a batch, in multiplications. */
const worthwhile = 32_768;

/** The sizes of a product that ours serves; undefined for what stock does, faulty shapes and their messages included. */
function matMulSizes(
  a: TensorInfo,
  b: TensorInfo,
  { transposeA, transposeB }: MatMulAttributes,
): MatMulSizes | undefined {
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
  const transposed = transposeA || transposeB;
  if (rows * columns * terms * batches === 0) return undefined;
  if (!transposed && rows < fewRows) return undefined;
  if (!transposed && batches > 1 && rows * columns * terms < worthwhile) return undefined;
  return {
    rows,
    columns,
    terms,
    batches,
    shape: [...broadcast_util.assertAndGetBroadcastShape(batchShapeA, batchShapeB), rows, columns],
    offsetA: (i) => (batchesA === 1 ? 0 : i * rows * terms),
    offsetB: (i) => (batchesB === 1 ? 0 : i * terms * columns),
  };
}
