import type { MatrixShape } from '../../../webgpu/device-kind';
import { times, type ProductSource } from './product-parts';
import { tileSize, type SharedTile } from './product-tiles';
import { workgroupMain } from './product-workgroup';

/** Invocations per subgroup, on the GPUs whose subgroup matrices are used. */
const subgroup = 32;
/** Extra numbers per row of a block, so that rows start in different banks of shared memory. */
const padding = 8;

/**
 * WGSL: each subgroup multiplies subgroup matrices (tensor cores) of half-precision blocks, with float32 sums. For adapters
 * with Dawn's experimental `chromium_experimental_subgroup_matrix`, whose types have columns before rows.
 */
export function matrixBody(source: ProductSource, shared: SharedTile, matrix: MatrixShape): string {
  const { rows: height, columns: width } = tileSize(source.tile);
  const threads = shared.rows * shared.columns;
  // Subgroups are arranged in two columns.
  const subgroupRows = height / (threads / subgroup / 2);
  const subgroupColumns = width / 2;
  const down = subgroupRows / matrix.rows;
  const across = subgroupColumns / matrix.columns;
  const leftStride = shared.terms + padding;
  const rightStride = width + padding;
  const leftType = `subgroup_matrix_left<f16, ${matrix.terms}, ${matrix.rows}>`;
  const rightType = `subgroup_matrix_right<f16, ${matrix.columns}, ${matrix.terms}>`;
  const sumType = `subgroup_matrix_result<f32, ${matrix.columns}, ${matrix.rows}>`;
  const perColumn = width / 4;
  return workgroupMain(source, shared, {
    declareBlock: (side) =>
      side === 'left'
        ? `var<workgroup> leftBlock: array<f16, ${height * leftStride}>;`
        : `var<workgroup> rightBlock: array<f16, ${shared.terms * rightStride}>;`,
    putFour(side, along, term, outer, value) {
      const inLeft = side === 'left';
      const start = inLeft ? `${outer} * ${leftStride}u + ${term}` : `${term} * ${rightStride}u + ${outer}`;
      const stride = (along === 'terms') === inLeft ? 1 : inLeft ? leftStride : rightStride;
      return times(4, (e) => `${side}Block[${start} + ${e * stride}u] = f16(${value}[${e}]);`);
    },
    // Addresses are uniform across a subgroup, which the compiler cannot prove.
    declare: `var<workgroup> sumBlock: array<f32, ${height * width}>;
@diagnostic(off, chromium.subgroup_matrix_uniformity)`,
    sums: `  let subgroupRow = local / ${subgroup}u / 2u * ${subgroupRows}u;
  let subgroupColumn = local / ${subgroup}u % 2u * ${subgroupColumns}u;
${times(down, (i) => times(across, (j) => `var sum${i}_${j}: ${sumType};`))}`,
    multiply: times(shared.terms / matrix.terms, (t) => {
      const term = t * matrix.terms;
      const left = (i: number) =>
        `subgroupMatrixLoad<${leftType}>(&leftBlock, (subgroupRow + ${i * matrix.rows}u) * ${leftStride}u + ${term}u, false, ${leftStride}u)`;
      const right = (j: number) =>
        `subgroupMatrixLoad<${rightType}>(&rightBlock, ${term * rightStride}u + subgroupColumn + ${j * matrix.columns}u, false, ${rightStride}u)`;
      return `{
${times(down, (i) => `let left${i} = ${left(i)};`)}
${times(across, (j) => `let right${j} = ${right(j)};`)}
${times(down, (i) =>
  times(across, (j) => `sum${i}_${j} = subgroupMatrixMultiplyAccumulate(left${i}, right${j}, sum${i}_${j});`),
)}
}`;
    }),
    finish: `${times(down, (i) =>
      times(
        across,
        (j) =>
          `subgroupMatrixStore(&sumBlock, (subgroupRow + ${i * matrix.rows}u) * ${width}u + ` +
          `subgroupColumn + ${j * matrix.columns}u, sum${i}_${j}, false, ${width}u);`,
      ),
    )}
  workgroupBarrier();
  for (var four = local; four < ${height * perColumn}u; four += ${threads}u) {
    let at = four * 4u;
    let sum = vec4f(sumBlock[at], sumBlock[at + 1u], sumBlock[at + 2u], sumBlock[at + 3u]);
    store(leftStart + four / ${perColumn}u, rightStart + four % ${perColumn}u * 4u, sum);
  }`,
  });
}
