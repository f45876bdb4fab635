import { broadcast_util, util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';

/** The attributes that tfjs-core passes to matrix products. */
export interface MatMulAttributes {
  transposeA: boolean;
  transposeB: boolean;
  /** Only passed to the fused kernel. */
  activation?: string;
}

/** The inputs of `BatchMatMul` and `_FusedMatMul`. */
export interface MatMulInputs {
  a: TensorInfo;
  b: TensorInfo;
  bias?: TensorInfo;
  preluActivationWeights?: TensorInfo;
}

/** Returns the inputs and attributes of a call, typed. */
export function matMulCall({ inputs, attrs }: Parameters<KernelConfig['kernelFunc']>[0]): {
  inputs: MatMulInputs;
  attributes: MatMulAttributes;
} {
  return {
    inputs: inputs as unknown as MatMulInputs,
    attributes: attrs as unknown as MatMulAttributes,
  };
}

/** Sizes of a batch of products. */
export interface MatMulSizes {
  rows: number;
  columns: number;
  terms: number;
  batches: number;
  shape: number[];
  /** Floats between the matrices of a batch; 0 where all products share one matrix. */
  strideA: number;
  strideB: number;
}

/** Returns the sizes of a product of float32 matrices; undefined for other types, empty products and invalid shapes. */
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

/** Returns whether a bias is one row, added to all rows of the result. */
export function isRow({ shape }: TensorInfo, columns: number): boolean {
  return util.sizeFromShape(shape) === columns && shape[shape.length - 1] === columns;
}

/** An activation that matrix products on GPUs apply when they store the result. */
export type GpuActivation = 'linear' | 'relu';

/** Returns whether matrix products on GPUs apply this activation. */
export function isGpuActivation(activation: string): activation is GpuActivation {
  return activation === 'linear' || activation === 'relu';
}
