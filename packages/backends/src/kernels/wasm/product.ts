import { memoryOf, withBlock } from '../../wasm/backend-memory';
import type { KernelExports } from '../../wasm/kernel-exports';
import type { KernelRuntime } from '../../wasm/runtime';

/** A factor stored row by row. `across`: whether a row holds one term of many sums, rather than all terms of one sum. */
export interface MatrixOperand {
  kind: 'matrix';
  pointer: number;
  /** Floats between rows. */
  stride: number;
  across: boolean;
}

/** Maps positions and taps of a convolution to pixels, along height and width. */
export interface PatchSteps {
  /** Pixel of position u and tap t: u · step + t · tapStep + origin. */
  step: [number, number];
  tapStep: [number, number];
  origin: [number, number];
  taps: [number, number];
}

/**
 * The pixels under a filter: one row per position (batch, y, x), one column per tap and channel; zero outside the
 * image.
 */
export interface PatchOperand extends PatchSteps {
  kind: 'patches';
  pointer: number;
  /** Height, width and channels of the image. */
  image: [number, number, number];
  /** Positions along height and width. */
  grid: [number, number];
  across: boolean;
}

/** A filter [height, width, in, out]: one row per input channel, one column per tap and output channel. */
export interface FilterOperand {
  kind: 'filter';
  pointer: number;
  inChannels: number;
  outChannels: number;
  filterWidth: number;
  /** Tap of the filter for tap t of the operand: t · tapStep + origin. */
  taps: [number, number];
  tapStep: [number, number];
  origin: [number, number];
}

type Operand = MatrixOperand | PatchOperand | FilterOperand;

/** The target of a result whose rows are every few pixels of an image. */
export interface TargetGrid {
  grid: [number, number];
  step: [number, number];
  /** Height and width of the image. */
  image: [number, number];
}

/** In the order of their numbers in `assembly/product-job.ts`. */
const activations = ['linear', 'relu', 'relu6'] as const;

/** An activation that a product applies while it writes its result. */
export type ProductActivation = (typeof activations)[number];

/** Returns whether a product applies this activation. */
export function isProductActivation(activation: string): activation is ProductActivation {
  return (activations as readonly string[]).includes(activation);
}

/** A matrix product [rows, terms] · [terms, columns]. */
export interface Product {
  rows: number;
  columns: number;
  terms: number;
  left: Operand;
  right: Operand;
  target: number;
  targetGrid?: TargetGrid;
  /** Address of a row of `columns` floats, added to each row. */
  bias?: number;
  activation?: ProductActivation;
}

/** Computes a product into allocated memory. */
export function multiply(runtime: KernelRuntime, product: Product): void {
  const { backend } = runtime;
  const size = product.rows * product.columns;
  if (size === 0) return;
  if (product.terms === 0) {
    // The filter gradient of an empty batch: empty sums.
    new Float32Array(memoryOf(backend).buffer, product.target, size).fill(0);
    return;
  }
  runtime.run((kernels) => {
    const plan = planProduct(runtime, kernels, product);
    const scratch = runtime.scratch(plan.scratchBytes);
    withBlock(backend, plan.sharedBytes, (shared) => {
      const { rows, columns, terms, left, right, target, targetGrid } = product;
      kernels.setProduct(rows, columns, terms, target, 4 * columns);
      if (targetGrid) kernels.setGrid(...targetGrid.grid, ...targetGrid.step, ...targetGrid.image);
      kernels.setFinish(product.bias ?? 0, activations.indexOf(product.activation ?? 'linear'));
      setOperand(kernels, 0, left);
      setOperand(kernels, 1, right);
      kernels.setPlan(
        shared,
        scratch.pointer,
        scratch.stride,
        plan.blockRows,
        plan.blockColumns,
        plan.splits,
        plan.splitTerms,
      );
      kernels.multiply();
    });
  });
}

function setOperand(kernels: KernelExports, side: 0 | 1, operand: Operand): void {
  const { pointer } = operand;
  switch (operand.kind) {
    case 'matrix':
      kernels.setMatrix(side, operand.across ? 1 : 0, pointer, 4 * operand.stride);
      return;
    case 'patches': {
      const { image, grid, taps, step, tapStep, origin, across } = operand;
      kernels.setPatches(
        side,
        across ? 1 : 0,
        pointer,
        ...image,
        ...grid,
        ...taps,
        ...step,
        ...tapStep,
        ...origin,
      );
      return;
    }
    case 'filter': {
      const { inChannels, outChannels, filterWidth, taps, tapStep, origin } = operand;
      kernels.setFilter(side, pointer, inChannels, outChannels, filterWidth, ...taps, ...tapStep, ...origin);
    }
  }
}

/** How a product is divided into tasks, and the memory this needs. */
interface ProductPlan {
  blockRows: number;
  blockColumns: number;
  splits: number;
  splitTerms: number;
  sharedBytes: number;
  scratchBytes: number;
}

/** Results up to this size with sums of at least this length are computed in parts of the sum. */
const splitSize = { result: 131_072, columns: 1024, terms: 2048, termsOfPart: 1024 };

/** Target number of tasks per thread, so that a delayed thread leaves work to the others. */
const tasksPerThread = 8;

/**
 * Returns the rows per block, a multiple of `unit` and at most `max`, such that blocks have equal size and threads equal
 * numbers of blocks. Blocks are small where there are few rows, but large enough that packing does not dominate.
 */
function evenBlocks(rows: number, unit: number, max: number, threads: number): number {
  if (threads === 1) return Math.min(max, roundUp(rows, unit));
  const min = 4 * unit;
  const wanted = Math.min(tasksPerThread * threads, Math.ceil(rows / min));
  const blocks = roundUp(Math.max(wanted, Math.ceil(rows / max)), threads);
  return Math.min(max, Math.max(min, roundUp(rows / blocks, unit)));
}

function planProduct(
  { threads }: KernelRuntime,
  kernels: KernelExports,
  { rows, columns, terms, targetGrid, bias, activation }: Product,
): ProductPlan {
  const { KC, MC, MR, NR, MAX_SPLITS, PACKED_B } = kernels;
  const panelColumns = roundUp(columns, NR.value);
  const plain = !targetGrid && bias === undefined && (activation ?? 'linear') === 'linear';
  if (
    plain &&
    terms >= splitSize.terms &&
    rows * columns <= splitSize.result &&
    columns <= splitSize.columns
  ) {
    const wanted = Math.min(MAX_SPLITS.value, Math.ceil(terms / splitSize.termsOfPart));
    const splitTerms = roundUp(Math.ceil(terms / wanted), KC.value);
    const splits = Math.ceil(terms / splitTerms);
    return {
      blockRows: 0,
      blockColumns: 0,
      splits,
      splitTerms,
      sharedBytes: 4 * splits * rows * columns,
      scratchBytes: PACKED_B.value + 4 * KC.value * panelColumns,
    };
  }
  const blockRows = evenBlocks(rows, MR.value, MC.value, threads);
  let blockColumns = panelColumns;
  const tasks = () => Math.ceil(rows / blockRows) * Math.ceil(columns / blockColumns);
  // A block of rows is packed again for each block of columns, so columns are divided last.
  while (threads > 1 && blockColumns > 4 * NR.value && tasks() < 2 * threads) {
    blockColumns = roundUp(blockColumns / 2, NR.value);
  }
  return {
    blockRows,
    blockColumns,
    splits: 1,
    splitTerms: terms,
    sharedBytes: 4 * terms * panelColumns,
    scratchBytes: PACKED_B.value,
  };
}

function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}
