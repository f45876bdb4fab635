import * as tf from '@tensorflow/tfjs-core';
import { makeOutput } from '../src/webgpu/gpu-backend';
import { matrixOperand } from '../src/kernels/webgpu/shaders/product-operands';
import { productProgram } from '../src/kernels/webgpu/shaders/product';
import { runProgram, workgroupsFor } from '../src/webgpu/run-program';
import { tilesOf, type Tile } from '../src/kernels/webgpu/shaders/product-tiles';
import { webgpu } from './on-webgpu';

/** How a factor lies in memory, and whether it is read by fours. */
export interface FactorLayout {
  along: 'terms' | 'outer';
  vector: boolean;
}

/** A product of matrices by one tile. */
export interface TileProduct {
  tile: Tile;
  left: FactorLayout;
  right: FactorLayout;
  rows: number;
  columns: number;
  terms: number;
  /** Number of separate products, or of slices of one sum. */
  parts: number;
  /** Terms of a slice, if the parts are slices. */
  slice?: number;
}

/** Dispatches the program of a product of stored factors: `[parts, rows, columns]`. */
export function runProduct(one: TileProduct, a: Float32Array, b: Float32Array): tf.Tensor {
  const { tile, left, right, rows, columns, terms, parts, slice } = one;
  const backend = webgpu();
  const program = productProgram({
    key: 'test',
    left: matrixOperand(left.along, left.vector),
    right: matrixOperand(right.along, right.vector),
    columns,
    wholeTerms: terms % 4 === 0,
    sliced: slice !== undefined,
    epilogue: { bias: false, activation: 'linear' },
    tile,
    half: false,
    constants: '',
  });
  const result = makeOutput(backend, [parts, rows, columns]);
  const tiles = tilesOf(tile, rows, columns) * parts;
  runProgram(backend, program, {
    inputs: [tf.tensor1d(a), tf.tensor1d(b)],
    outputs: [result],
    uniforms: {
      rows,
      terms,
      parts,
      sliceTerms: slice ?? terms,
      leftOuter: rows,
      rightOuter: columns,
      leftBatchStride: slice === undefined ? rows * terms : 0,
      rightBatchStride: slice === undefined ? terms * columns : 0,
    },
    workgroups: tile.shared ? tiles : workgroupsFor(tiles),
  });
  return tf.engine().makeTensorFromTensorInfo(result);
}
