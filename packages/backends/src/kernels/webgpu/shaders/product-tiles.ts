import type { MatrixShape, ProductUnits } from '../../../webgpu/device-kind';

/** Invocations of a workgroup along rows and columns, and the terms it keeps in shared memory at a time. */
export interface SharedTile {
  rows: number;
  columns: number;
  terms: number;
}

/** How the work of a product is laid over invocations. */
export interface Tile {
  /** Rows and columns one invocation computes; multiples of 4. */
  threadRows: number;
  threadColumns: number;
  /** Absent where each invocation reads for itself. */
  shared?: SharedTile;
  /** The subgroup matrices with which a workgroup multiplies, if it does. */
  matrix?: MatrixShape;
}

/** Each invocation for itself: on processors a barrier costs more than it saves. */
const forProcessors: Tile = { threadRows: 8, threadColumns: 8 };

/** Workgroups of 16 × 16, from small results to large ones. */
const forGpus: readonly Tile[] = [
  { threadRows: 4, threadColumns: 4, shared: { rows: 8, columns: 8, terms: 16 } },
  { threadRows: 4, threadColumns: 4, shared: { rows: 16, columns: 16, terms: 16 } },
  { threadRows: 8, threadColumns: 4, shared: { rows: 16, columns: 16, terms: 16 } },
  { threadRows: 8, threadColumns: 8, shared: { rows: 16, columns: 16, terms: 8 } },
];

/** 64 × 64 by four subgroups, each of which holds 32 × 32 in matrices. */
const forMatrices: Tile = {
  threadRows: 8,
  threadColumns: 4,
  shared: { rows: 8, columns: 16, terms: 32 },
};

/** All tiles that are ever chosen without subgroup matrices, for tests. */
export const allTiles: readonly Tile[] = [forProcessors, ...forGpus];

/** The tile for subgroup matrices of a shape; undefined for shapes that do not fill it. */
export function matrixTile(matrix: MatrixShape): Tile | undefined {
  const fits = 32 % matrix.rows === 0 && 32 % matrix.columns === 0 && 32 % matrix.terms === 0;
  return fits ? { ...forMatrices, matrix } : undefined;
}

/** Names a tile in keys of programs. */
export function tileKey({ threadRows, threadColumns, shared, matrix }: Tile): string {
  const own = `${threadRows}x${threadColumns}`;
  const together = shared ? `of${shared.rows}x${shared.columns}x${shared.terms}` : '';
  return own + together + (matrix ? `by${matrix.rows}x${matrix.columns}x${matrix.terms}` : '');
}

/** Rows and columns of a result that one workgroup, or one lonely invocation, computes. */
export function tileSize({ threadRows, threadColumns, shared }: Tile): { rows: number; columns: number } {
  return { rows: threadRows * (shared?.rows ?? 1), columns: threadColumns * (shared?.columns ?? 1) };
}

/** How many tiles cover a result. */
export function tilesOf(tile: Tile, rows: number, columns: number): number {
  const size = tileSize(tile);
  return Math.ceil(rows / size.rows) * Math.ceil(columns / size.columns);
}

/** Workgroups that keep every part of a large GPU busy. */
const busyGpu = 256;
/** Slices of fewer terms are not worth a pass of their own. */
const leastTerms = 64;

/**
 * The tile for a result: the larger, the fewer reads a multiplication needs, but all of the GPU must have work and
 * little of a tile may hang over the edge.
 *
 * @param options `slicedTerms`: terms of a sum that may be cut into slices, which make work where tiles are few.
 */
export function chooseTile(
  rows: number,
  columns: number,
  { software, half, matrix }: ProductUnits,
  { slicedTerms = 0 }: { slicedTerms?: number } = {},
): Tile {
  if (software) return forProcessors;
  const byMatrices = half && matrix ? matrixTile(matrix) : undefined;
  if (byMatrices) return byMatrices;
  const slices = Math.max(1, Math.floor(slicedTerms / leastTerms));
  const cost = (tile: Tile) => {
    const { rows: height, columns: width } = tileSize(tile);
    const computed = Math.ceil(rows / height) * height * Math.ceil(columns / width) * width;
    // Reads from shared memory for each multiplication of an invocation, beside the multiplication itself.
    const reads = 1 + 2 * (1 / tile.threadRows + 1 / tile.threadColumns);
    const idle = Math.max(1, busyGpu / (slices * tilesOf(tile, rows, columns)));
    return computed * reads * idle;
  };
  return forGpus.reduce((best, tile) => (cost(tile) <= cost(best) ? tile : best));
}

/** The terms of one slice of a long sum, cut so that a small result, too, keeps all of the machine busy. */
export function sliceTerms(tile: Tile, rows: number, columns: number, terms: number): number {
  const wanted = Math.ceil((2 * busyGpu) / tilesOf(tile, rows, columns));
  const slices = Math.max(1, Math.min(wanted, Math.floor(terms / leastTerms)));
  // Slices begin at fours of terms, and whole blocks of them.
  return Math.max(1, Math.ceil(terms / slices / 32)) * 32;
}
