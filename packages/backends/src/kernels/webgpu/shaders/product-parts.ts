import type { Operand, Side } from './product-operands';
import type { Tile } from './product-tiles';

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
  /** Whether factors are rounded to half precision, in tiles that share them. */
  half?: boolean;
  /** WGSL constants that the operands use. */
  constants: string;
}

/** Repeats a line for 0, 1 … count − 1. */
export function times(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => line(i)).join('\n');
}

/** WGSL: stores four columns of a row, with bias and activation, unless they lie past the edge. */
export function storeFunction({ columns, epilogue }: ProductSource): string {
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
export function termRange(sliced: boolean): string {
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
export function fourFunction(side: Side, { along, vector }: Operand): string {
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
export function placeOf(side: Side, { along, vector }: Operand, outer: string): string {
  return vector || along === 'terms' ? `${side}Place(${outer})` : outer;
}

/** The sums of an invocation: rows by fours of columns. */
export function sumsOf({ threadRows, threadColumns }: Tile): string {
  return times(threadRows, (i) => times(threadColumns / 4, (j) => `var sum${i}_${j} = vec4f();`));
}
