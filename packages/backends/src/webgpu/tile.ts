/** How the work of a product is laid over invocations. */
export interface Tile {
  /** Rows and columns one invocation computes; multiples of 4. */
  threadRows: number;
  threadColumns: number;
  /**
   * Invocations of a workgroup along rows and columns, and the terms it keeps in shared memory at a time; absent where
   * each invocation reads for itself.
   */
  shared?: { rows: number; columns: number; terms: number };
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

/** All tiles that are ever chosen, for tests. */
export const allTiles: readonly Tile[] = [forProcessors, ...forGpus];

/** Names a tile in keys of programs. */
export function tileKey({ threadRows, threadColumns, shared }: Tile): string {
  const own = `${threadRows}x${threadColumns}`;
  return shared ? `${own}of${shared.rows}x${shared.columns}x${shared.terms}` : own;
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

/**
 * The tile for a result: the larger, the fewer reads a multiplication needs, but all of the GPU must have work and
 * little of a tile may hang over the edge.
 */
export function chooseTile(rows: number, columns: number, software: boolean): Tile {
  if (software) return forProcessors;
  const cost = (tile: Tile) => {
    const { rows: height, columns: width } = tileSize(tile);
    const computed = Math.ceil(rows / height) * height * Math.ceil(columns / width) * width;
    // Reads from shared memory for each multiplication of an invocation, beside the multiplication itself.
    const reads = 1 + 2 * (1 / tile.threadRows + 1 / tile.threadColumns);
    const idle = Math.max(1, busyGpu / tilesOf(tile, rows, columns));
    return computed * reads * idle;
  };
  return forGpus.reduce((best, tile) => (cost(tile) <= cost(best) ? tile : best));
}

/** Slices of fewer terms are not worth a pass of their own. */
const leastTerms = 64;

/** The terms of one slice of a long sum, cut so that a small result, too, keeps all of the machine busy. */
export function sliceTerms(tile: Tile, rows: number, columns: number, terms: number): number {
  const wanted = Math.ceil((2 * busyGpu) / tilesOf(tile, rows, columns));
  const slices = Math.max(1, Math.min(wanted, Math.floor(terms / leastTerms)));
  // Slices begin at fours of terms, and whole blocks of them.
  return Math.max(1, Math.ceil(terms / slices / 16)) * 16;
}
