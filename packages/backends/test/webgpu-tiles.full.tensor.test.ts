import { expectClose, randomValues } from '@nin/testing';
import { describe, expect, test } from 'vitest';
import { matrixProduct } from '../src/self-check/reference-matmul';
import { allTiles, chooseTile, tileKey, tileSize } from '../src/kernels/webgpu/shaders/product-tiles';
import { computed, describeOnWebgpu, inPage } from './on-webgpu';
import { runProduct, type FactorLayout, type TileProduct } from './run-product';

const layouts: FactorLayout[] = [
  { along: 'terms', vector: true },
  { along: 'outer', vector: true },
  { along: 'terms', vector: false },
  { along: 'outer', vector: false },
];

/** Results of several tiles in both directions, the last ones partial; sums of full and partial blocks. */
const products = allTiles.flatMap((tile, t) =>
  layouts.map((left, i): TileProduct => {
    // Each layout of either side once with each tile, and every pair with some tile.
    const right = layouts[(i + t) % 4];
    const by4 = left.vector || right.vector;
    const { rows, columns } = tileSize(tile);
    const whole = (size: number) => (by4 ? Math.ceil(size / 4) * 4 : size + 1);
    const sliced = i % 2 === 0;
    return {
      tile,
      left,
      right,
      rows: whole(rows + 3),
      columns: whole(columns + 5),
      terms: by4 ? 84 : 83,
      parts: sliced ? 3 : 2,
      slice: sliced ? 32 : undefined,
    };
  }),
);

function title({ tile, left, right, rows, columns, terms, slice }: TileProduct): string {
  const factor = ({ along, vector }: FactorLayout) => `along ${along}${vector ? ' by fours' : ''}`;
  const parts = slice ? 'in slices' : 'twice';
  return `${tileKey(tile)}: [${rows}, ${terms}] ${factor(left)} · [${terms}, ${columns}] ${factor(right)}, ${parts}`;
}

/** A matrix `[rows, columns]` row by row, from how it is stored. */
function unstored(stored: Float32Array, rows: number, columns: number, byRows: boolean): Float32Array {
  return stored.map((_, at) =>
    byRows ? stored[at] : stored[(at % columns) * rows + Math.floor(at / columns)],
  );
}

/** Returns the parts of a product in float64: separate products, or slices of the terms of one product. */
function reference(
  { rows, columns, terms, left, right, parts, slice }: TileProduct,
  a: Float32Array,
  b: Float32Array,
) {
  const results = Array.from({ length: parts }, (_, part) => {
    const at = slice === undefined ? part : 0;
    const own = unstored(
      a.subarray(at * rows * terms).slice(0, rows * terms),
      rows,
      terms,
      left.along === 'terms',
    );
    const other = unstored(
      b.subarray(at * terms * columns).slice(0, terms * columns),
      terms,
      columns,
      right.along === 'outer',
    );
    const [first, last] = slice === undefined ? [0, terms] : [part * slice, (part + 1) * slice];
    const kept = own.map((value, i) => (i % terms >= first && i % terms < last ? value : 0));
    return Array.from(matrixProduct(kept, other, rows, terms, columns));
  });
  return results.flat();
}

describeOnWebgpu('every tile', () => {
  // Four pairs of layouts for each tile, two of them in pages.
  const some = products.filter((_, i) => !inPage || i % 2 === (i >> 2) % 2);
  test.each(some.map((one) => [title(one), one] as const))('%s', async (_, one) => {
    const { rows, columns, terms, parts, slice } = one;
    const matrices = slice === undefined ? parts : 1;
    const a = randomValues(matrices * rows * terms, 1);
    const b = randomValues(matrices * terms * columns, 2);
    const [actual] = await computed(() => [runProduct(one, a, b)]);
    expectClose(actual, reference(one, a, b), 1e-5);
  });
});

describe('the choice of a tile', () => {
  const gpu = { software: false, half: false };

  test('grows with the result', () => {
    const sizes = [8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096];
    const areas = sizes.map((size) => {
      const { rows, columns } = tileSize(chooseTile(size, size, gpu));
      return rows * columns;
    });
    expect(areas).toEqual([...areas].sort((a, b) => a - b));
    expect(areas[9]).toBeGreaterThan(areas[0]);
  });

  test('uses every tile for some result', () => {
    const chosen = Array.from({ length: 64 }, (_, i) =>
      tileKey(chooseTile(32 * 2 ** (i % 8), 32 * 2 ** (i >> 3), gpu)),
    );
    const onProcessors = tileKey(chooseTile(999, 999, { ...gpu, software: true }));
    expect([...new Set([...chosen, onProcessors])].sort()).toEqual(allTiles.map(tileKey).sort());
  });
});
