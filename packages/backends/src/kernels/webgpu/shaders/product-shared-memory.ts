import { sumsOf, times, type ProductSource } from './product-parts';
import type { SharedTile } from './product-tiles';
import { workgroupMain } from './product-workgroup';

/**
 * WGSL: each invocation multiplies rows and columns of the blocks in shared memory. Its rows and columns come in groups of
 * four, interleaved with those of other invocations, so that adjacent invocations read adjacent memory. With half precision
 * blocks and products are half precision, and sums float32.
 */
export function sharedBody(source: ProductSource, shared: SharedTile): string {
  const { tile, half } = source;
  const { threadRows, threadColumns } = tile;
  const four = half ? 'vec4h' : 'vec4f';
  return workgroupMain(source, shared, {
    // One extra group of four per row, so that consecutive rows start in different banks.
    declareBlock: (side, outers) =>
      `var<workgroup> ${side}Block: array<array<${four}, ${outers / 4 + 1}>, ${shared.terms}>;`,
    putFour: (side, along, term, outer, value) =>
      along === 'outer'
        ? `${side}Block[${term}][${outer} / 4u] = ${four}(${value});`
        : times(
            4,
            (e) =>
              `${side}Block[${term} + ${e}u][${outer} / 4u][${outer} % 4u] = ${half ? 'f16' : 'f32'}(${value}[${e}]);`,
          ),
    sums: `  let threadRow = local / ${shared.columns}u;
  let threadColumn = local % ${shared.columns}u;
${sumsOf(tile)}`,
    multiply: `    for (var t = 0u; t < ${shared.terms}u; t++) {
${times(threadColumns / 4, (j) => `let factor${j} = rightBlock[t][threadColumn + ${j * shared.columns}u];`)}
${times(threadRows / 4, (h) =>
  [
    `let rows${h} = leftBlock[t][threadRow + ${h * shared.rows}u];`,
    times(4, (i) =>
      times(threadColumns / 4, (j) => {
        const product = `rows${h}[${i}] * factor${j}`;
        return `sum${4 * h + i}_${j} += ${half ? `vec4f(${product})` : product};`;
      }),
    ),
  ].join('\n'),
)}
    }`,
    finish: times(threadRows, (i) =>
      times(
        threadColumns / 4,
        (j) =>
          `store(leftStart + (threadRow + ${(i >> 2) * shared.rows}u) * 4u + ${i & 3}u, ` +
          `rightStart + (threadColumn + ${j * shared.columns}u) * 4u, sum${i}_${j});`,
      ),
    ),
  });
}
