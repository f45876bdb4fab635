import type { TensorInfo } from '@tensorflow/tfjs-core';
import { productUnitsOf } from '../../webgpu/device-kind';
import { makeOutput, type GpuBackend } from '../../webgpu/gpu-backend';
import { runProgram, workgroupsFor } from '../../webgpu/run-program';
import { productProgram } from './shaders/product';
import type { Operand } from './shaders/product-operands';
import type { Epilogue } from './shaders/product-parts';
import { chooseTile, sliceTerms, tilesOf, type Tile } from './shaders/product-tiles';
import { sumParts } from './sum';

/** A matrix product, or a batch of products of equal sizes. */
export interface Product {
  left: TensorInfo;
  right: TensorInfo;
  leftOperand: Operand;
  rightOperand: Operand;
  rows: number;
  columns: number;
  terms: number;
  /** Number of independent products. Default 1. */
  batches?: number;
  /** Floats between the factors of a batch. Default 0: all products share one factor. */
  leftBatchStride?: number;
  rightBatchStride?: number;
  bias?: TensorInfo | undefined;
  activation?: Epilogue['activation'];
  /** WGSL constants of the operands, and their part of the key. */
  constants?: string;
  key?: string;
  /** Shape of the result. */
  shape: number[];
}

/** Computes products without slicing their sums. */
export function multiply(backend: GpuBackend, product: Product): TensorInfo {
  const { rows, columns, terms, shape, batches = 1 } = product;
  const tile = chooseTile(batches * rows, columns, productUnitsOf(backend.device));
  const result = makeOutput(backend, shape);
  dispatch(backend, product, tile, result, { parts: batches, slice: terms, sliced: false });
  return result;
}

/**
 * Computes a product with a small result and long sums: slices of the sums in parallel, then their total. The order of
 * additions depends only on the sizes, so the result is reproducible.
 */
export function multiplyInSlices(backend: GpuBackend, product: Product): TensorInfo {
  const { rows, columns, terms, shape } = product;
  const tile = chooseTile(rows, columns, productUnitsOf(backend.device), { slicedTerms: terms });
  const slice = sliceTerms(tile, rows, columns, terms);
  const parts = Math.max(1, Math.ceil(terms / slice));
  const slices = makeOutput(backend, parts === 1 ? shape : [parts, rows, columns]);
  dispatch(backend, product, tile, slices, { parts, slice, sliced: true });
  if (parts === 1) return slices;
  const result = makeOutput(backend, shape);
  sumParts(backend, slices, result, { parts, count: rows * columns });
  backend.disposeData(slices.dataId);
  return result;
}

function dispatch(
  backend: GpuBackend,
  product: Product,
  tile: Tile,
  result: TensorInfo,
  { parts, slice, sliced }: { parts: number; slice: number; sliced: boolean },
): void {
  const { left, right, leftOperand, rightOperand, rows, columns, terms } = product;
  const { leftBatchStride = 0, rightBatchStride = 0, bias, activation = 'linear' } = product;
  const { constants = '', key = '' } = product;
  const program = productProgram({
    key,
    left: leftOperand,
    right: rightOperand,
    columns,
    wholeTerms: terms % 4 === 0,
    sliced,
    epilogue: { bias: bias !== undefined, activation },
    tile,
    half: tile.shared !== undefined && productUnitsOf(backend.device).half,
    constants,
  });
  const tiles = tilesOf(tile, rows, columns) * parts;
  runProgram(backend, program, {
    inputs: bias ? [left, right, bias] : [left, right],
    outputs: [result],
    uniforms: {
      rows,
      terms,
      parts,
      sliceTerms: slice,
      leftOuter: rows,
      rightOuter: columns,
      leftBatchStride,
      rightBatchStride,
    },
    workgroups: tile.shared ? tiles : workgroupsFor(tiles),
  });
}
