import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { env, util, type TensorInfo } from '@tensorflow/tfjs-core';
import { packedInputs, packedLayout, packedOutput, scratch, textureOf } from '../../webgl/packed-tensor';
import { render, type RenderProgram, type Texture } from '../../webgl/render-program';
import type { ReduceAxes } from '../any-backend/sum';

/** Sums over axes that end with the second-to-last, such as bias gradients; stock transposes the tensor first. */
export const reduceColumns: ReduceAxes = (tfjsBackend, x, { axes, shape, factorOf }) => {
  const backend = tfjsBackend as MathBackendWebGL;
  if (util.sizeFromShape(x.shape) === 0) {
    // The stock kernel divides by the number of terms, which is 0.
    const sums = new Float32Array(util.sizeFromShape(shape)).fill(0 * factorOf(0));
    return backend.makeTensorInfo(shape, 'float32', sums);
  }
  const sizes = sumSizes(x.shape, axes);
  if (!sizes) return undefined;
  const what = {
    name: 'x',
    textures: ['x'],
    sums: 1,
    terms: 'term0 = texelFetch(x, place, 0);',
  };
  const factor = factorOf(sizes.matrices * sizes.rows);
  return columnSums(backend, what, sizes, [x], shape, factor)[0];
};

/** Returns the sizes of sums over adjacent axes that end with the second-to-last; undefined for other axes. */
function sumSizes(shape: number[], axes: number[]): SumSizes | undefined {
  const sorted = [...axes].sort((a, b) => a - b);
  const last = shape.length - 2;
  const [first] = sorted;
  if (first === undefined || sorted[sorted.length - 1] !== last || last - first !== sorted.length - 1)
    return undefined;
  const { rows, columns } = packedLayout(shape);
  return {
    outer: util.sizeFromShape(shape.slice(0, first)),
    matrices: util.sizeFromShape(shape.slice(first, last)),
    rows,
    columns,
  };
}

/** Sums over the rows of matrices, and over adjacent matrices. */
export interface ColumnSums {
  /** Name of the terms, used in the program's key. */
  name: string;
  /** The texture of the summed tensor, then other textures that the terms read. */
  textures: readonly string[];
  /** Number of sums, at most four. */
  sums: number;
  /**
   * GLSL statements that set `term0` and so on from the texel at `place`: two rows of the two columns `columnPair`. Other
   * textures are read by `texel`, the texel number in the tensor.
   */
  terms: string;
  /** GLSL statements before the first term. */
  before?: string;
}

/** Sizes of the sums: each of `outer` results is over `matrices` of `rows`. */
export interface SumSizes {
  outer: number;
  matrices: number;
  rows: number;
  columns: number;
}

/** Minimum number of texels that a fragment adds, unless there are fewer. */
const minTexels = 64;
const enoughFragments = 4096;
/** Terms that are added in sequence: a large float32 sum loses the low digits of each new term. */
const block = 64;

/**
 * Computes sums of columns, times a factor, as tensors of `shape`. Long sums are computed in slices, which are then added
 * in a fixed order.
 */
export function columnSums(
  backend: MathBackendWebGL,
  what: ColumnSums,
  sizes: SumSizes,
  tensors: readonly TensorInfo[],
  shape: number[],
  factor: number,
): TensorInfo[] {
  const { outer, matrices, rows, columns } = sizes;
  const columnPairs = Math.ceil(columns / 2);
  const rowPairs = Math.ceil(rows / 2);
  // Texels per sum.
  const length = matrices * rowPairs;
  const wanted = Math.max(1, Math.ceil(enoughFragments / (outer * columnPairs)));
  const sliceLength = Math.max(Math.min(length, minTexels), Math.ceil(length / wanted));
  const slices = Math.ceil(length / sliceLength);
  const fragments = outer * slices * columnPairs;
  const limit = env().getNumber('WEBGL_MAX_TEXTURE_SIZE');
  const width = Math.min(fragments, Math.min(limit, Math.max(1024, Math.ceil(fragments / limit))));
  const indices = Array.from({ length: what.sums }, (_, i) => i);
  const parts = indices.map(() => scratch(backend, width, Math.ceil(fragments / width)));
  const inputs = packedInputs(backend, tensors);
  const partTextures = parts.map((part) => textureOf(backend, part));
  const oddRows = rows % 2 === 1;
  render(
    backend,
    slicing(what, columnPairs, oddRows),
    inputs.textures,
    { fragments, slices, sliceLength, length, rowPairs },
    partTextures,
  );
  inputs.release();
  const results = indices.map(() => packedOutput(backend, shape));
  const targets: Texture[] = results.map((result) => textureOf(backend, result));
  const layout = packedLayout(shape);
  render(
    backend,
    adding(what.sums, columnPairs),
    partTextures,
    { slices, factor, resultRows: layout.rows, resultRowPairs: layout.rowPairs },
    targets,
  );
  parts.forEach((part) => backend.disposeIntermediateTensorInfo(part));
  return results;
}

function slicing(what: ColumnSums, columnPairs: number, oddRows: boolean): RenderProgram {
  const { name, textures, sums, terms, before = '' } = what;
  const indices = Array.from({ length: sums }, (_, i) => i);
  return {
    key: ['column slices', name, columnPairs, oddRows].join(),
    textures,
    uniforms: { fragments: 'int', slices: 'int', sliceLength: 'int', length: 'int', rowPairs: 'int' },
    results: sums,
    source: () => `
void main() {
  int fragment = int(gl_FragCoord.y) * resultWidth + int(gl_FragCoord.x);
  if (fragment >= fragments) return;
  int group = fragment / ${columnPairs};
  int columnPair = fragment - group * ${columnPairs};
  int outer = group / slices;
  int first = (group - outer * slices) * sliceLength;
  int end = min(length, first + sliceLength);
  int texel = (outer * length + first) * ${columnPairs} + columnPair;
  ivec2 place = placeOf(texel, ${textures[0]}Width);
  ivec2 step = placeOf(${columnPairs}, ${textures[0]}Width);
  ${indices.map((i) => `vec4 sum${i} = vec4(0), ofBlock${i} = vec4(0), term${i};`).join(' ')}
  ${oddRows ? 'int row = first % rowPairs;' : ''}
  ${before}
  for (int i = first; i < end; i++) {
    ${terms}
    ${
      oddRows
        ? `// The second row of the last pair is undefined.
    if (row == rowPairs - 1) { ${indices.map((i) => `term${i}.zw = vec2(0);`).join(' ')} row = -1; }
    row++;`
        : ''
    }
    ${indices.map((i) => `ofBlock${i} += term${i};`).join(' ')}
    if (i % ${block} == ${block - 1}) {
      ${indices.map((i) => `sum${i} += ofBlock${i}; ofBlock${i} = vec4(0);`).join(' ')}
    }
    texel += ${columnPairs};
    place = advance(place, step, ${textures[0]}Width);
  }
  ${indices.map((i) => `sum${i} += ofBlock${i};`).join(' ')}
  ${indices.map((i) => `result${i} = vec4(sum${i}.xy + sum${i}.zw, 0.0, 0.0);`).join('\n  ')}
}`,
  };
}

/** Adds the slices; results are packed with two sums of two columns per texel. */
function adding(sums: number, columnPairs: number): RenderProgram {
  const indices = Array.from({ length: sums }, (_, i) => i);
  const parts = indices.map((i) => `part${i}`);
  return {
    key: ['add column slices', sums, columnPairs].join(),
    textures: parts,
    uniforms: { slices: 'int', factor: 'float', resultRows: 'int', resultRowPairs: 'int' },
    results: sums,
    source: () => `
${parts
  .map(
    (part) => `
vec2 ${part}Sum(int outer, int columnPair) {
  ivec2 place = placeOf(outer * slices * ${columnPairs} + columnPair, ${part}Width);
  ivec2 step = placeOf(${columnPairs}, ${part}Width);
  vec2 sum = vec2(0), ofBlock = vec2(0);
  for (int i = 0; i < slices; i++) {
    ofBlock += texelFetch(${part}, place, 0).xy;
    place = advance(place, step, ${part}Width);
    if (i % ${block} == ${block - 1}) { sum += ofBlock; ofBlock = vec2(0); }
  }
  return (sum + ofBlock) * factor;
}`,
  )
  .join('\n')}

void main() {
  int texel = int(gl_FragCoord.y) * resultWidth + int(gl_FragCoord.x);
  int rowPair = texel / ${columnPairs};
  int columnPair = texel - rowPair * ${columnPairs};
  int matrix = rowPair / resultRowPairs;
  int row = 2 * (rowPair - matrix * resultRowPairs);
  int outer = matrix * resultRows + row;
  bool two = row + 1 < resultRows;
  ${parts
    .map(
      (part, i) =>
        `result${i} = vec4(${part}Sum(outer, columnPair), two ? ${part}Sum(outer + 1, columnPair) : vec2(0));`,
    )
    .join('\n  ')}
}`,
  };
}
