import { WORKGROUP } from '../../../webgpu/program';
import type { Operand, Side } from './product-operands';
import { placeOf, sumsOf, termRange, times, type ProductSource } from './product-parts';

/** WGSL: each invocation reads the factors of the sums that it computes; no shared memory. The fastest body on software renderers. */
export function unsharedBody({ left, right, columns, wholeTerms, sliced, tile }: ProductSource): string {
  const { threadRows, threadColumns } = tile;
  const columnTiles = Math.ceil(columns / threadColumns);
  // Along terms, one read returns four terms of one outer index; otherwise one term of four outer indices.
  const outersOf = ({ along }: Operand) => (along === 'terms' ? 1 : 4);
  const places = (side: Side, operand: Operand, count: number, first: string) =>
    times(count / outersOf(operand), (i) => {
      const outer = `${first} + ${i * outersOf(operand)}u`;
      return `let ${side}Place${i} = ${placeOf(side, operand, outer)};`;
    });
  const reads = (side: Side, operand: Operand, count: number, along: Operand['along'], term: string) =>
    operand.along === along
      ? times(
          count / outersOf(operand),
          (i) => `let ${side}Four${i} = ${side}Four(${side}Place${i}, ${term}, last);`,
        )
      : '';
  const leftValue = (i: number, q: number) =>
    left.along === 'terms' ? `leftFour${i}[${q}]` : `leftFour${i >> 2}[${i & 3}]`;
  const rightValue = (j: number, q: number) =>
    right.along === 'outer'
      ? `rightFour${j}`
      : `vec4f(${[0, 1, 2, 3].map((i) => `rightFour${4 * j + i}[${q}]`).join(', ')})`;
  const byFours = left.along === 'terms' || right.along === 'terms';
  const step = (q: number) => `{
${reads('left', left, threadRows, 'outer', `k + ${q}u`)}
${reads('right', right, threadColumns, 'outer', `k + ${q}u`)}
${times(threadColumns / 4, (j) => `let factor${j} = ${rightValue(j, q)};`)}
${times(threadRows, (i) =>
  times(threadColumns / 4, (j) => `sum${i}_${j} += ${leftValue(i, q)} * factor${j};`),
)}
}`;
  const guarded = (q: number) => (wholeTerms || q === 0 ? step(q) : `if (k + ${q}u < last) ${step(q)}`);
  return `
@compute @workgroup_size(${WORKGROUP})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let index = (group.y * groups.x + group.x) * ${WORKGROUP}u + local;
  let rowTiles = (uniforms.rows + ${threadRows - 1}u) / ${threadRows}u;
  let column = index % ${columnTiles}u * ${threadColumns}u;
  let row = index / ${columnTiles}u % rowTiles * ${threadRows}u;
  let thisPart = index / ${columnTiles}u / rowTiles;
  if (thisPart >= uniforms.parts) { return; }
  part = thisPart;
  ${termRange(sliced)}
${places('left', left, threadRows, 'row')}
${places('right', right, threadColumns, 'column')}
${sumsOf(tile)}
  for (var k = first; k < last; k += ${byFours ? 4 : 1}u) {
${reads('left', left, threadRows, 'terms', 'k')}
${reads('right', right, threadColumns, 'terms', 'k')}
${times(byFours ? 4 : 1, guarded)}
  }
${times(threadRows, (i) =>
  times(threadColumns / 4, (j) => `store(row + ${i}u, column + ${4 * j}u, sum${i}_${j});`),
)}
}`;
}
