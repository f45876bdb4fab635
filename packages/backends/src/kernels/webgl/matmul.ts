import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { KernelConfig } from '@tensorflow/tfjs-core';
import { packedInputs } from '../../webgl/packed-tensor';
import type { RenderProgram } from '../../webgl/render-program';
import {
  isGpuActivation,
  isRow,
  matMulCall,
  matMulSizes,
  type MatMulAttributes,
  type MatMulSizes,
} from '../any-backend/matmul';
import { renderTiles, tileEpilogue, tileFunctions, tilePrologue, tileRows, tilesFor } from './shaders/tiles';

/**
 * Wraps stock `BatchMatMul` and `_FusedMatMul` to compute tiles. With an odd number of terms, stock also adds the undefined
 * half texel after the last term.
 */
export function withTiledMatMul(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const { inputs: given, attributes } = matMulCall(call);
      const { a, b, bias, preluActivationWeights } = given;
      const { activation = 'linear' } = attributes;
      const sizes = matMulSizes(given, attributes);
      const backend = call.backend as MathBackendWebGL;
      const tiles = sizes && tilesFor(backend, sizes.batches, Math.ceil(sizes.rows / 2), sizes.columns);
      if (
        !tiles ||
        preluActivationWeights ||
        !isGpuActivation(activation) ||
        (bias && !isRow(bias, sizes.columns))
      ) {
        return stock.kernelFunc(call);
      }
      const { rows, terms, strideA, strideB, shape } = sizes;
      const inputs = packedInputs(backend, bias ? [a, b, bias] : [a, b]);
      const result = renderTiles(
        backend,
        tiles,
        multiplying(sizes, attributes, tiles.pairs, bias !== undefined, activation === 'relu'),
        inputs.textures,
        {
          rowPairs: Math.ceil(rows / 2),
          termPairs: Math.ceil(terms / 2),
          batchedA: Number(strideA > 0),
          batchedB: Number(strideB > 0),
        },
        shape,
        Math.ceil(rows / 2),
      );
      inputs.release();
      return result;
    },
  };
}

function multiplying(
  { columns, terms }: MatMulSizes,
  { transposeA, transposeB }: MatMulAttributes,
  pairs: number,
  hasBias: boolean,
  relu: boolean,
): RenderProgram {
  const quads = Math.ceil(columns / 4);
  const columnPairs = Math.ceil(columns / 2);
  const oddTerms = terms % 2 === 1;
  // Texels of both factors are read as two terms of two rows or columns, in the order of an untransposed factor.
  const read = (name: string, texture: string, swapped: boolean) =>
    `vec4 ${name} = texelFetch(${texture}, place${name}, 0)${swapped ? '.xzyw' : ''};`;
  const placeOfA = (pair: string) => (transposeA ? `firstA + ${pair}` : `firstA + ${pair} * termPairs`);
  const placeOfB = (pair: string) => (transposeB ? `firstB + ${pair} * termPairs` : `firstB + ${pair}`);
  const units = Array.from({ length: pairs }, (_, u) => u);
  return {
    key: ['matmul', pairs, columns, oddTerms, transposeA, transposeB, hasBias, relu].join(),
    textures: hasBias ? ['a', 'b', 'bias'] : ['a', 'b'],
    uniforms: { across: 'int', rowPairs: 'int', termPairs: 'int', batchedA: 'int', batchedB: 'int' },
    results: 2 * pairs,
    source: () => `
${tileFunctions}
void main() {
  ${tilePrologue(quads)}
  int groupsOfMatrix = (rowPairs + ${pairs - 1}) / ${pairs};
  int matrix = group / groupsOfMatrix;
  int pair = ${pairs} * (group - matrix * groupsOfMatrix);
  int firstA = batchedA * matrix * rowPairs * termPairs;
  int firstB = batchedB * matrix * termPairs * ${columnPairs};
  int column = 2 * quad;
  int otherColumn = min(column + 1, ${columnPairs - 1});
  // Where a tile exceeds the remaining pairs, the last pair is repeated.
  ${units
    .map((u) => `ivec2 placea${u} = placeOf(${placeOfA(`min(pair + ${u}, rowPairs - 1)`)}, aWidth);`)
    .join('\n  ')}
  ivec2 placeb0 = placeOf(${placeOfB('column')}, bWidth);
  ivec2 placeb1 = placeOf(${placeOfB('otherColumn')}, bWidth);
  ivec2 stepA = placeOf(${transposeA ? 'rowPairs' : '1'}, aWidth);
  ivec2 stepB = placeOf(${transposeB ? '1' : String(columnPairs)}, bWidth);
  vec4 start = ${
    hasBias
      ? `vec4(
    texelFetch(bias, placeOf(column, biasWidth), 0).xy,
    texelFetch(bias, placeOf(otherColumn, biasWidth), 0).xy
  )`
      : 'vec4(0)'
  };
  ${tileRows(pairs, 'start')}
  for (int k = 0; k < termPairs; k++) {
    ${units.map((u) => read(`a${u}`, 'a', transposeA)).join('\n    ')}
    ${read('b0', 'b', transposeB)}
    ${read('b1', 'b', transposeB)}
    ${
      oddTerms
        ? `// The values after an odd last term are undefined.
    if (k == termPairs - 1) { ${units.map((u) => `a${u}.yw = vec2(0);`).join(' ')} b0.zw = b1.zw = vec2(0); }`
        : ''
    }
    vec4 first = vec4(b0.xy, b1.xy);
    vec4 second = vec4(b0.zw, b1.zw);
    ${units
      .map(
        (u) => `s${2 * u} += a${u}.x * first + a${u}.y * second;
    s${2 * u + 1} += a${u}.z * first + a${u}.w * second;
    placea${u} = advance(placea${u}, stepA, aWidth);`,
      )
      .join('\n    ')}
    placeb0 = advance(placeb0, stepB, bWidth);
    placeb1 = advance(placeb1, stepB, bWidth);
  }
  ${tileEpilogue(pairs, relu)}
}`,
  };
}
