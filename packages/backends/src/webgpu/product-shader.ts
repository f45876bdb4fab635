import type { Operand, Side } from './operands';
import { WORKGROUP, type Program, type UniformTypes } from './program';
import { tileKey, type Tile } from './tile';

/** What is done to a product's numbers before they are stored. */
export interface Epilogue {
  /** Whether a row `bias` is added. */
  bias: boolean;
  activation: 'linear' | 'relu';
}

/** A matrix product as a shader. */
export interface ProductSource {
  /** What distinguishes its operands, besides their own keys. */
  key: string;
  left: Operand;
  right: Operand;
  columns: number;
  /** Whether terms come in fours, so that none is read past the end. */
  wholeTerms: boolean;
  /** Whether the parts of the result are sums over slices of the terms, or products of their own. */
  sliced: boolean;
  epilogue: Epilogue;
  tile: Tile;
  /** WGSL constants that the operands use. */
  constants: string;
}

/**
 * The program of a product: `result[part, row, column] = Σ left(row, term) · right(term, column)`.
 *
 * Its uniforms are `rows`, `terms`, `parts`, `sliceTerms`, and those of the operands, prefixed by their side.
 */
export function productProgram(source: ProductSource): Program {
  const { key, left, right, columns, wholeTerms, sliced, epilogue, tile } = source;
  const vectorResult = columns % 4 === 0;
  return {
    key: [
      'product',
      key,
      left.key,
      right.key,
      columns,
      wholeTerms ? 'whole' : 'rest',
      sliced ? 'sliced' : '',
      epilogue.bias ? 'bias' : '',
      epilogue.activation,
      tileKey(tile),
    ].join(' '),
    inputs: ['left', 'right', ...(epilogue.bias ? ['bias'] : [])],
    outputs: ['result'],
    elements: {
      left: left.vector ? 'vec4f' : 'f32',
      right: right.vector ? 'vec4f' : 'f32',
      result: vectorResult ? 'vec4f' : 'f32',
      bias: vectorResult ? 'vec4f' : 'f32',
    },
    uniforms: {
      rows: 'u32',
      terms: 'u32',
      parts: 'u32',
      sliceTerms: 'u32',
      ...operandUniforms('left', left),
      ...operandUniforms('right', right),
    },
    source: () =>
      [
        source.constants,
        `const columns = ${columns}u;`,
        'var<private> part: u32;',
        left.wgsl('left'),
        right.wgsl('right'),
        fourFunction('left', left),
        fourFunction('right', right),
        storeFunction(source),
        tile.shared ? sharedBody(source, tile.shared) : ownBody(source),
      ].join('\n'),
  };
}

/** The uniforms of an operand, as they are named in the program. */
function operandUniforms(side: Side, { uniforms = [] }: Operand): UniformTypes {
  return Object.fromEntries(
    uniforms.map((name) => [`${side}${name[0].toUpperCase()}${name.slice(1)}`, 'u32' as const]),
  );
}

/** Repeats a line for 0, 1 … count − 1. */
function times(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => line(i)).join('\n');
}

/** WGSL: stores four columns of a row, with bias and activation, unless they lie past the edge. */
function storeFunction({ columns, epilogue }: ProductSource): string {
  const relu = epilogue.activation === 'relu';
  // Not `max`: what is not a number stays so, and shows.
  const vectorRelu = relu ? 'value = select(value, vec4f(), value < vec4f());' : '';
  const scalarRelu = relu ? 'one = select(one, 0.0, one < 0.0);' : '';
  if (columns % 4 === 0) {
    return `
fn store(row: u32, column: u32, sum: vec4f) {
  if (row >= uniforms.rows || column >= columns) { return; }
  var value = sum${epilogue.bias ? ' + bias[column / 4u]' : ''};
  ${vectorRelu}
  result[((part * uniforms.rows + row) * columns + column) / 4u] = value;
}`;
  }
  return `
fn store(row: u32, column: u32, sum: vec4f) {
  if (row >= uniforms.rows) { return; }
  for (var i = 0u; i < 4u && column + i < columns; i++) {
    var one = sum[i]${epilogue.bias ? ' + bias[column + i]' : ''};
    ${scalarRelu}
    result[(part * uniforms.rows + row) * columns + column + i] = one;
  }
}`;
}

/** WGSL: the first and last term of a part. */
function termRange(sliced: boolean): string {
  return sliced
    ? `let first = thisPart * uniforms.sliceTerms;
  let last = min(first + uniforms.sliceTerms, uniforms.terms);`
    : `let first = 0u;
  let last = uniforms.terms;`;
}

/**
 * WGSL: `leftFour(place, term, last)`, four numbers of a factor from a term on: four terms of an outer index if the
 * factor runs along its terms, else four outer indices at the term. A factor that is read one by one is read in a loop:
 * sixteen copies of such reads have taken a driver minutes to compile.
 */
function fourFunction(side: Side, { along, vector }: Operand): string {
  const place = vector || along === 'terms' ? `${side === 'left' ? 'Left' : 'Right'}Place` : 'u32';
  const header = `fn ${side}Four(place: ${place}, term: u32, last: u32) -> vec4f`;
  if (vector) return `${header} { return ${side}At(place, term); }`;
  return along === 'terms'
    ? `${header} {
  var four = vec4f();
  for (var i = 0u; i < 4u && term + i < last; i++) { four[i] = ${side}At(place, term + i); }
  return four;
}`
    : `${header} {
  var four = vec4f();
  for (var i = 0u; i < 4u; i++) { four[i] = ${side}At(${side}Place(place + i), term); }
  return four;
}`;
}

/** WGSL: what `leftFour` wants to know of an outer index. */
function placeOf(side: Side, { along, vector }: Operand, outer: string): string {
  return vector || along === 'terms' ? `${side}Place(${outer})` : outer;
}

/** The sums of an invocation: rows by fours of columns. */
function sumsOf({ threadRows, threadColumns }: Tile): string {
  return times(threadRows, (i) => times(threadColumns / 4, (j) => `var sum${i}_${j} = vec4f();`));
}

/** WGSL: each invocation reads the factors of its own sums. */
function ownBody({ left, right, columns, wholeTerms, sliced, tile }: ProductSource): string {
  const { threadRows, threadColumns } = tile;
  const columnTiles = Math.ceil(columns / threadColumns);
  // Along terms, one read gives four terms of one outer index; else one term of four outer indices.
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

/**
 * WGSL: the invocations of a workgroup read a block of both factors into shared memory, multiply it, and read the next
 * one meanwhile. An invocation's rows and columns come in fours, which lie a whole workgroup's fours apart, so that
 * neighbours read neighbouring memory.
 */
function sharedBody(
  { left, right, columns, sliced, tile }: ProductSource,
  shared: NonNullable<Tile['shared']>,
): string {
  const { threadRows, threadColumns } = tile;
  const threads = shared.rows * shared.columns;
  const height = threadRows * shared.rows;
  const width = threadColumns * shared.columns;
  const columnTiles = Math.ceil(columns / width);

  /** The reads of one factor: how many fours an invocation reads, where they are, and where they go. */
  const loader = (side: Side, operand: Operand, size: number) => {
    const fours = (size * shared.terms) / 4;
    const each = Math.ceil(fours / threads);
    const alongTerms = operand.along === 'terms';
    const perOuter = alongTerms ? shared.terms / 4 : size / 4;
    const slot = (s: number) => `(local + ${s * threads}u)`;
    const outer = (s: number) =>
      alongTerms ? `${slot(s)} / ${perOuter}u` : `${slot(s)} % ${perOuter}u * 4u`;
    const term = (s: number) => (alongTerms ? `${slot(s)} % ${perOuter}u * 4u` : `${slot(s)} / ${perOuter}u`);
    const overhang = each * threads > fours;
    const exists = (s: number, then: string) => (overhang ? `if (${slot(s)} < ${fours}u) { ${then} }` : then);
    const target = `${side}Block`;
    return {
      declare: `var<workgroup> ${target}: array<array<vec4f, ${size / 4 + 1}>, ${shared.terms}>;`,
      prepare: times(each, (s) =>
        [
          `let ${side}Term${s} = ${term(s)};`,
          `let ${side}Outer${s} = ${outer(s)};`,
          `let ${side}Place${s} = ${placeOf(side, operand, `${side}Start + ${side}Outer${s}`)};`,
          `var ${side}Next${s} = vec4f();`,
        ].join('\n'),
      ),
      read: (k: string) =>
        times(
          each,
          (s) => `{
    let at = ${k} + ${side}Term${s};
    ${side}Next${s} = vec4f();
    if (at < last) { ${side}Next${s} = ${side}Four(${side}Place${s}, at, last); }
  }`,
        ),
      write: times(each, (s) =>
        exists(
          s,
          alongTerms
            ? times(
                4,
                (e) =>
                  `${target}[${side}Term${s} + ${e}u][${side}Outer${s} / 4u][${side}Outer${s} % 4u] = ${side}Next${s}[${e}];`,
              )
            : `${target}[${side}Term${s}][${side}Outer${s} / 4u] = ${side}Next${s};`,
        ),
      ),
    };
  };
  const lefts = loader('left', left, height);
  const rights = loader('right', right, width);
  return `
${lefts.declare}
${rights.declare}
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
  let threadRow = local / ${shared.columns}u;
  let threadColumn = local % ${shared.columns}u;
${lefts.prepare}
${rights.prepare}
${sumsOf(tile)}
${lefts.read('first')}
${rights.read('first')}
  for (var k = first; k < last; k += ${shared.terms}u) {
${lefts.write}
${rights.write}
    workgroupBarrier();
${lefts.read(`k + ${shared.terms}u`)}
${rights.read(`k + ${shared.terms}u`)}
    for (var t = 0u; t < ${shared.terms}u; t++) {
${times(threadColumns / 4, (j) => `let factor${j} = rightBlock[t][threadColumn + ${j * shared.columns}u];`)}
${times(threadRows / 4, (h) =>
  [
    `let rows${h} = leftBlock[t][threadRow + ${h * shared.rows}u];`,
    times(4, (i) => times(threadColumns / 4, (j) => `sum${4 * h + i}_${j} += rows${h}[${i}] * factor${j};`)),
  ].join('\n'),
)}
    }
    workgroupBarrier();
  }
${times(threadRows, (i) =>
  times(
    threadColumns / 4,
    (j) =>
      `store(leftStart + (threadRow + ${(i >> 2) * shared.rows}u) * 4u + ${i & 3}u, ` +
      `rightStart + (threadColumn + ${j * shared.columns}u) * 4u, sum${i}_${j});`,
  ),
)}
}`;
}
