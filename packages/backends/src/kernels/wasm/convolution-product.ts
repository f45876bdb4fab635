import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { pointerOf } from '../../wasm/backend-memory';
import { runtimeOf } from '../../wasm/runtime';
import {
  convolutionGeometry,
  isPerceptronPerPixel,
  type ConvolutionAttributes,
  type ConvolutionGeometry,
} from '../any-backend/convolution';
import {
  multiply,
  type FilterOperand,
  type PatchOperand,
  type Product,
  type ProductActivation,
} from './product';

/** Returns the number of output pixels of all images. */
function positionsOf({ batchSize, outHeight, outWidth }: ConvolutionGeometry): number {
  return batchSize * outHeight * outWidth;
}

/**
 * Returns the operand of the pixels under the filter at each position. For 1×1 filters it is the image itself, not
 * gathered.
 */
function patchesOf(
  backend: BackendWasm,
  x: TensorInfo,
  geometry: ConvolutionGeometry,
  across: boolean,
): Product['left'] {
  const pointer = pointerOf(backend, x);
  if (isPerceptronPerPixel(geometry)) {
    return { kind: 'matrix', pointer, stride: geometry.inChannels, across };
  }
  const { padInfo } = geometry;
  return {
    kind: 'patches',
    pointer,
    image: [geometry.inHeight, geometry.inWidth, geometry.inChannels],
    grid: [geometry.outHeight, geometry.outWidth],
    taps: [geometry.filterHeight, geometry.filterWidth],
    step: [geometry.strideHeight, geometry.strideWidth],
    tapStep: [geometry.dilationHeight, geometry.dilationWidth],
    origin: [-padInfo.top, -padInfo.left],
    across,
  };
}

function weightsPerOutput({ filterHeight, filterWidth, inChannels }: ConvolutionGeometry): number {
  return filterHeight * filterWidth * inChannels;
}

/** Returns a new tensor `Y = patches(X) · W`, with bias and activation. */
export function convolve(
  backend: BackendWasm,
  x: TensorInfo,
  filter: TensorInfo,
  attributes: ConvolutionAttributes,
  { bias, activation }: { bias?: TensorInfo; activation?: ProductActivation } = {},
): TensorInfo {
  const geometry = convolutionGeometry(x.shape, filter.shape, attributes);
  const { outChannels } = geometry;
  const target = backend.makeOutput(geometry.outShape, 'float32');
  multiply(runtimeOf(backend), {
    rows: positionsOf(geometry),
    columns: outChannels,
    terms: weightsPerOutput(geometry),
    left: patchesOf(backend, x, geometry, false),
    right: { kind: 'matrix', pointer: pointerOf(backend, filter), stride: outChannels, across: true },
    target: pointerOf(backend, target),
    bias: bias && pointerOf(backend, bias),
    activation,
  });
  return target;
}

/** Returns a new tensor `dW = patches(X)ᵀ · dY`. */
export function filterGradient(
  backend: BackendWasm,
  x: TensorInfo,
  dy: TensorInfo,
  filterShape: number[],
  attributes: ConvolutionAttributes,
): TensorInfo {
  const geometry = convolutionGeometry(x.shape, filterShape, attributes);
  const { outChannels } = geometry;
  const target = backend.makeOutput(filterShape, 'float32');
  multiply(runtimeOf(backend), {
    rows: weightsPerOutput(geometry),
    columns: outChannels,
    terms: positionsOf(geometry),
    left: patchesOf(backend, x, geometry, true),
    right: { kind: 'matrix', pointer: pointerOf(backend, dy), stride: outChannels, across: true },
    target: pointerOf(backend, target),
  });
  return target;
}

/**
 * Returns a new tensor `dX = patches(dY) · Wᵀ`, with the filter rotated by 180°. For stride s it is computed as s² such
 * convolutions: input pixels with the same remainder modulo s meet only every s-th tap. So no zeros are inserted between
 * the pixels of dY and multiplied.
 */
export function inputGradient(
  backend: BackendWasm,
  dy: TensorInfo,
  filter: TensorInfo,
  inputShape: number[],
  attributes: ConvolutionAttributes,
): TensorInfo {
  const geometry = convolutionGeometry(inputShape, filter.shape, attributes);
  const target = backend.makeOutput(inputShape, 'float32');
  const { inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, batchSize } = geometry;
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = geometry;
  const rows = phases(inHeight, filterHeight, strideHeight, padInfo.top);
  const columns = phases(inWidth, filterWidth, strideWidth, padInfo.left);
  if ([...rows, ...columns].some(({ taps }) => taps === 0)) backend.typedArrayFromHeap(target).fill(0);

  const left = { kind: 'patches', pointer: pointerOf(backend, dy), across: false } as const;
  const right = {
    kind: 'filter',
    pointer: pointerOf(backend, filter),
    inChannels,
    outChannels,
    filterWidth,
  } as const;
  for (const row of rows) {
    for (const column of columns) {
      if (row.taps === 0 || column.taps === 0 || row.count === 0 || column.count === 0) continue;
      const patches: PatchOperand = {
        ...left,
        image: [outHeight, outWidth, outChannels],
        grid: [row.count, column.count],
        taps: [row.taps, column.taps],
        step: [1, 1],
        tapStep: [1, 1],
        origin: [row.origin, column.origin],
      };
      const rotated: FilterOperand = {
        ...right,
        taps: [row.taps, column.taps],
        tapStep: [-strideHeight, -strideWidth],
        origin: [row.lastTap, column.lastTap],
      };
      multiply(runtimeOf(backend), {
        rows: batchSize * row.count * column.count,
        columns: inChannels,
        terms: row.taps * column.taps * outChannels,
        left: isPerceptronPerPixel(geometry)
          ? { kind: 'matrix', pointer: left.pointer, stride: outChannels, across: false }
          : patches,
        right: rotated,
        target: pointerOf(backend, target) + 4 * (row.first * inWidth + column.first) * inChannels,
        targetGrid:
          strideHeight * strideWidth === 1
            ? undefined
            : {
                grid: [row.count, column.count],
                step: [strideHeight, strideWidth],
                image: [inHeight, inWidth],
              },
      });
    }
  }
  return target;
}

/** The input pixels `first`, `first + stride` … along one axis, and the taps that meet them. */
interface Phase {
  first: number;
  count: number;
  taps: number;
  /** The last tap, which meets the earliest pixel of dY. */
  lastTap: number;
  /** The earliest pixel of dY that the first input pixel meets. */
  origin: number;
}

function phases(input: number, filter: number, stride: number, padBefore: number): Phase[] {
  return Array.from({ length: stride }, (_, first) => {
    const firstTap = (first + padBefore) % stride;
    const taps = Math.max(0, Math.ceil((filter - firstTap) / stride));
    const lastTap = firstTap + (taps - 1) * stride;
    const count = Math.max(0, Math.ceil((input - first) / stride));
    return { first, count, taps, lastTap, origin: (first + padBefore - lastTap) / stride };
  });
}
