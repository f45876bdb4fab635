import type { Operand, Side } from './product-operands';
import { placeOf, termRange, times, type ProductSource } from './product-parts';
import { tileSize, type SharedTile } from './product-tiles';

/** The WGSL parts that differ between workgroups that multiply blocks in shared memory. */
export interface WorkgroupParts {
  /** WGSL: declares the block of a factor with the given number of outer indices. */
  declareBlock: (side: Side, outers: number) => string;
  /** WGSL: writes four numbers, adjacent along terms or outer indices, into a block at a term and an outer index. */
  putFour: (side: Side, along: Operand['along'], term: string, outer: string, four: string) => string;
  /** WGSL before the entry point, and attributes of the entry point. */
  declare?: string;
  /** WGSL: the sums of an invocation. */
  sums: string;
  /** WGSL: adds the product of both blocks to the sums. */
  multiply: string;
  /** WGSL: stores the sums. */
  finish: string;
}

/**
 * WGSL: an entry point whose workgroups process the terms block by block: write the block that was read before to shared
 * memory, start reading the next block, and multiply meanwhile.
 */
export function workgroupMain(source: ProductSource, shared: SharedTile, parts: WorkgroupParts): string {
  const { left, right, columns, sliced, tile } = source;
  const threads = shared.rows * shared.columns;
  const { rows: height, columns: width } = tileSize(tile);
  const columnTiles = Math.ceil(columns / width);
  const lefts = blockReader('left', left, height, { threads, terms: shared.terms, parts });
  const rights = blockReader('right', right, width, { threads, terms: shared.terms, parts });
  return `
${parts.declareBlock('left', height)}
${parts.declareBlock('right', width)}
${parts.declare ?? ''}
@compute @workgroup_size(${threads})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let index = group.y * groups.x + group.x;
  let rowTiles = (uniforms.rows + ${height - 1}u) / ${height}u;
  let rightStart = index % ${columnTiles}u * ${width}u;
  let leftStart = index / ${columnTiles}u % rowTiles * ${height}u;
  let thisPart = index / ${columnTiles}u / rowTiles;
  if (thisPart >= uniforms.parts) { return; }
  part = thisPart;
  ${termRange(sliced)}
${lefts.prepare}
${rights.prepare}
${parts.sums}
${lefts.read('first')}
${rights.read('first')}
  for (var k = first; k < last; k += ${shared.terms}u) {
${lefts.write}
${rights.write}
    workgroupBarrier();
${lefts.read(`k + ${shared.terms}u`)}
${rights.read(`k + ${shared.terms}u`)}
${parts.multiply}
    workgroupBarrier();
  }
${parts.finish}
}`;
}

/**
 * Returns the WGSL that reads one factor: the positions of an invocation's reads, the reads, and the writes to the
 * block.
 */
function blockReader(
  side: Side,
  operand: Operand,
  size: number,
  { threads, terms, parts }: { threads: number; terms: number; parts: WorkgroupParts },
): { prepare: string; read: (k: string) => string; write: string } {
  const fours = (size * terms) / 4;
  const each = Math.ceil(fours / threads);
  const alongTerms = operand.along === 'terms';
  const perRun = alongTerms ? terms / 4 : size / 4;
  const slot = (s: number) => `(local + ${s * threads}u)`;
  const inRun = (s: number) => `${slot(s)} % ${perRun}u * 4u`;
  const run = (s: number) => `${slot(s)} / ${perRun}u`;
  const overhang = each * threads > fours;
  return {
    prepare: times(
      each,
      (s) => `let ${side}Term${s} = ${alongTerms ? inRun(s) : run(s)};
let ${side}Outer${s} = ${alongTerms ? run(s) : inRun(s)};
let ${side}Place${s} = ${placeOf(side, operand, `${side}Start + ${side}Outer${s}`)};
var ${side}Next${s} = vec4f();`,
    ),
    read: (k) =>
      times(
        each,
        (s) => `{
    let at = ${k} + ${side}Term${s};
    ${side}Next${s} = vec4f();
    if (at < last) { ${side}Next${s} = ${side}Four(${side}Place${s}, at, last); }
  }`,
      ),
    write: times(each, (s) => {
      const put = parts.putFour(
        side,
        operand.along,
        `${side}Term${s}`,
        `${side}Outer${s}`,
        `${side}Next${s}`,
      );
      return overhang ? `if (${slot(s)} < ${fours}u) { ${put} }` : put;
    }),
  };
}
