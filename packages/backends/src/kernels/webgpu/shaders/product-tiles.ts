import type { MatrixShape, ProductUnits } from '../../../webgpu/device-kind';

/** Invocations of a workgroup along rows and columns, and the terms that it keeps in shared memory at a time. */
export interface SharedTile {
  rows: number;
  columns: number;
  terms: number;
}

/** How the work of a product is divided among invocations. */
export interface Tile {
  /** Rows and columns per invocation; multiples of 4. */
  threadRows: number;
  threadColumns: number;
  /** Undefined where invocations share no memory. */
  shared?: SharedTile;
  /** The subgroup matrices that a workgroup multiplies with, if any. */
  matrix?: MatrixShape;
}

/** No shared memory: on software renderers a barrier costs more than it saves. */
const forSoftware: Tile = { threadRows: 8, threadColumns: 8 };

/** Workgroups of 16 × 16, from small results to large ones. */
const forGpus: readonly Tile[] = [
  { threadRows: 4, threadColumns: 4, shared: { rows: 8, columns: 8, terms: 16 } },
  { threadRows: 4, threadColumns: 4, shared: { rows: 16, columns: 16, terms: 16 } },
  { threadRows: 8, threadColumns: 4, shared: { rows: 16, columns: 16, terms: 16 } },
  { threadRows: 8, threadColumns: 8, shared: { rows: 16, columns: 16, terms: 8 } },
];

/** 64 × 64 results by four subgroups, each with 32 × 32 in subgroup matrices. */
const forMatrices: Tile = {
  threadRows: 8,
  threadColumns: 4,
  shared: { rows: 8, columns: 16, terms: 32 },
};

/** All tiles without subgroup matrices, for tests. */
export const allTiles: readonly Tile[] = [forSoftware, ...forGpus];

/** Returns the tile for subgroup matrices of a shape; undefined for shapes that do not divide it. */
export function matrixTile(matrix: MatrixShape): Tile | undefined {
  const fits = 32 % matrix.rows === 0 && 32 % matrix.columns === 0 && 32 % matrix.terms === 0;
  return fits ? { ...forMatrices, matrix } : undefined;
}

/** Returns the name of a tile in program keys. */
export function tileKey({ threadRows, threadColumns, shared, matrix }: Tile): string {
  const own = `${threadRows}x${threadColumns}`;
  const together = shared ? `of${shared.rows}x${shared.columns}x${shared.terms}` : '';
  return own + together + (matrix ? `by${matrix.rows}x${matrix.columns}x${matrix.terms}` : '');
}

/** Returns the rows and columns that one workgroup computes, or one invocation without shared memory. */
export function tileSize({ threadRows, threadColumns, shared }: Tile): { rows: number; columns: number } {
  return { rows: threadRows * (shared?.rows ?? 1), columns: threadColumns * (shared?.columns ?? 1) };
}

/** Returns the number of tiles that cover a result. */
export function tilesOf(tile: Tile, rows: number, columns: number): number {
  const size = tileSize(tile);
  return Math.ceil(rows / size.rows) * Math.ceil(columns / size.columns);
}

/** Number of workgroups that keeps a large GPU busy. */
const busyGpu = 256;
/** Minimum number of terms per slice. */
const minTerms = 64;

/**
 * Chooses the tile for a result. Larger tiles need fewer reads per multiplication, but keep fewer workgroups busy and waste
 * more work at the edges.
 *
 * @param options `slicedTerms`: terms of a sum that may be divided into slices, which adds workgroups where tiles are few.
 */
export function chooseTile(
  rows: number,
  columns: number,
  { software, half, matrix }: ProductUnits,
  { slicedTerms = 0 }: { slicedTerms?: number } = {},
): Tile {
  if (software) return forSoftware;
  const byMatrices = half && matrix ? matrixTile(matrix) : undefined;
  if (byMatrices) return byMatrices;
  const slices = Math.max(1, Math.floor(slicedTerms / minTerms));
  const cost = (tile: Tile) => {
    const { rows: height, columns: width } = tileSize(tile);
    const computed = Math.ceil(rows / height) * height * Math.ceil(columns / width) * width;
    // Cost per multiplication: the multiplication itself and its reads from shared memory.
    const reads = 1 + 2 * (1 / tile.threadRows + 1 / tile.threadColumns);
    const idle = Math.max(1, busyGpu / (slices * tilesOf(tile, rows, columns)));
    return computed * reads * idle;
  };
  return forGpus.reduce((best, tile) => (cost(tile) <= cost(best) ? tile : best));
}

/** Returns the terms per slice of a long sum, such that a small result keeps the device busy too. */
export function sliceTerms(tile: Tile, rows: number, columns: number, terms: number): number {
  const wanted = Math.ceil((2 * busyGpu) / tilesOf(tile, rows, columns));
  const slices = Math.max(1, Math.min(wanted, Math.floor(terms / minTerms)));
  // Slices begin at multiples of 32 terms, whole blocks of groups of four.
  return Math.max(1, Math.ceil(terms / slices / 32)) * 32;
}
