import type { Operand, Side } from './product-operands';
import type { Tile } from './product-tiles';

/** The bias and activation that are applied before a product is stored. */
export interface Epilogue {
  /** Whether to add a row `bias`. */
  bias: boolean;
  activation: 'linear' | 'relu';
}

/** The parameters of a product's shader. */
export interface ProductSource {
  /** Distinguishes the operands, besides their own keys. */
  key: string;
  left: Operand;
  right: Operand;
  columns: number;
  /** Whether the number of terms is a multiple of four, so that no read passes the end. */
  wholeTerms: boolean;
  /** Whether the parts of the result are sums over slices of the terms, rather than separate products. */
  sliced: boolean;
  epilogue: Epilogue;
  tile: Tile;
  /** Whether factors are rounded to half precision; only in tiles with shared memory. */
  half?: boolean;
  /** WGSL constants that the operands use. */
  constants: string;
}

/** Returns the lines for 0, 1 … count − 1. */
export function times(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => line(i)).join('\n');
}

/** WGSL: stores four columns of a row, with bias and activation, unless they are past the edge. */
export function storeFunction({ columns, epilogue }: ProductSource): string {
  const relu = epilogue.activation === 'relu';
  // Not `max`, which may hide NaN.
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
 * WGSL: `leftFour(place, term, last)`, which returns four numbers of a factor: four terms of one outer index if the factor
 * runs along its terms, else four outer indices of one term. Scalar reads use a loop: a driver took minutes to compile
 * sixteen copies of them.
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

/** WGSL: the `place` argument of `leftFour` for an outer index. */
export function placeOf(side: Side, { along, vector }: Operand, outer: string): string {
  return vector || along === 'terms' ? `${side}Place(${outer})` : outer;
}

/** WGSL: declares the sums of an invocation, rows by groups of four columns. */
export function sumsOf({ threadRows, threadColumns }: Tile): string {
  return times(threadRows, (i) => times(threadColumns / 4, (j) => `var sum${i}_${j} = vec4f();`));
}
