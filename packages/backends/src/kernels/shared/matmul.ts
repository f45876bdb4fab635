import { broadcast_util, util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';

/** The attributes matrix products get from tfjs-core. */
export interface MatMulAttributes {
  transposeA: boolean;
  transposeB: boolean;
  /** Only in the fused kernel. */
  activation?: string;
}

/** The inputs of `BatchMatMul` and `_FusedMatMul`. */
export interface MatMulInputs {
  a: TensorInfo;
  b: TensorInfo;
  bias?: TensorInfo;
  preluActivationWeights?: TensorInfo;
}

/** Reads inputs and attributes of a call. */
export function matMulCall({ inputs, attrs }: Parameters<KernelConfig['kernelFunc']>[0]): {
  inputs: MatMulInputs;
  attributes: MatMulAttributes;
} {
  return {
    inputs: inputs as unknown as MatMulInputs,
    attributes: attrs as unknown as MatMulAttributes,
  };
}

/** Sizes of a product, or of several. */
export interface MatMulSizes {
  rows: number;
  columns: number;
  terms: number;
  batches: number;
  shape: number[];
  /** Floats from one batch's matrix to the next; 0 where all batches share one. */
  strideA: number;
  strideB: number;
}

/** Sizes of a product of float32 matrices that has terms; undefined for others, faulty shapes included. */
export function matMulSizes(
  { a, b }: MatMulInputs,
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
  if (rows * columns * terms * batches === 0) return undefined;
  return {
    rows,
    columns,
    terms,
    batches,
    shape: [...broadcast_util.assertAndGetBroadcastShape(batchShapeA, batchShapeB), rows, columns],
    strideA: batchesA === 1 ? 0 : rows * terms,
    strideB: batchesB === 1 ? 0 : terms * columns,
  };
}

/** Whether a bias is one row, the same for all rows of the result. */
export function isRow({ shape }: TensorInfo, columns: number): boolean {
  return util.sizeFromShape(shape) === columns && shape[shape.length - 1] === columns;
}

/** An activation that the products of GPUs apply as they store. */
export type GpuActivation = 'linear' | 'relu';

/** Whether they apply this one. */
export function isGpuActivation(activation: string): activation is GpuActivation {
  return activation === 'linear' || activation === 'relu';
}
