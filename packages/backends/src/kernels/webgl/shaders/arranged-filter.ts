import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { packedInputs, scratch, textureOf } from '../../../webgl/packed-tensor';
import { render, type RenderProgram } from '../../../webgl/render-program';

/** The sizes of a filter as the gathered product reads it. */
export interface ArrangedFilter {
  height: number;
  width: number;
  /** The number of channels that are summed over, and of output channels. */
  terms: number;
  outputs: number;
}

/** Returns the texel rows per row of taps: one per term, rounded up to pairs. */
export function rowsOfTaps({ terms }: ArrangedFilter): number {
  return 2 * Math.ceil(terms / 2);
}

/**
 * Returns the number of tap columns that a program processes per round; wider filters need several rounds, because drivers
 * take minutes to compile very long loops. A round has an even number of columns, so that each begins at an even pixel.
 */
export function tapsAtOnce({ width }: ArrangedFilter): number {
  return width <= 5 ? width : 4;
}

function columnsOfTaps(filter: ArrangedFilter): number {
  return Math.ceil(filter.width / tapsAtOnce(filter)) * tapsAtOnce(filter);
}

/** Returns the size of the texture; its last row is the bias. */
export function arrangedSize(filter: ArrangedFilter): { width: number; height: number } {
  return {
    width: columnsOfTaps(filter) * Math.ceil(filter.outputs / 4),
    height: filter.height * rowsOfTaps(filter) + 1,
  };
}

/**
 * Writes a filter [height, width, in, out] in the order in which the product reads it: a texel holds the weights of one
 * term for four outputs; texel rows run over the taps' rows and terms, texel columns over the taps' columns and outputs.
 * Values beyond the last term, output or tap are zero. The last row is the bias.
 *
 * @param rotated whether to swap in and out and rotate the filter by 180°, for the gradient by the image.
 */
export function arrangeFilter(
  backend: MathBackendWebGL,
  arranged: ArrangedFilter,
  filter: TensorInfo,
  bias: TensorInfo | undefined,
  rotated: boolean,
): TensorInfo {
  const { width, height } = arrangedSize(arranged);
  const result = scratch(backend, width, height);
  const inputs = packedInputs(backend, bias ? [filter, bias] : [filter]);
  render(backend, arranging(arranged, bias !== undefined, rotated), inputs.textures, {}, [
    textureOf(backend, result),
  ]);
  inputs.release();
  return result;
}

function arranging(arranged: ArrangedFilter, hasBias: boolean, rotated: boolean): RenderProgram {
  const { height, width, terms, outputs } = arranged;
  const texelsOf = (count: number) => Math.ceil(count / 2);
  const columnPairs = texelsOf(rotated ? terms : outputs);
  const rowPairs = texelsOf(rotated ? outputs : terms);
  const quads = Math.ceil(outputs / 4);
  const tap = rotated ? `(${height - 1} - a) * ${width} + ${width - 1} - t` : `a * ${width} + t`;
  // A texel of the filter holds two input channels of two output channels.
  const read = rotated
    ? `
  vec4 first = weights(tap, 2 * quad, term / 2);
  vec4 second = weights(tap, 2 * quad + 1, term / 2);
  vec4 values = term % 2 == 0 ? vec4(first.xz, second.xz) : vec4(first.yw, second.yw);`
    : `
  vec4 first = weights(tap, term / 2, 2 * quad);
  vec4 second = weights(tap, term / 2, 2 * quad + 1);
  vec4 values = term % 2 == 0 ? vec4(first.xy, second.xy) : vec4(first.zw, second.zw);`;
  const bias = `
  if (row == ${height * rowsOfTaps(arranged)}) {
    ${
      hasBias
        ? `int pair = 2 * quad;
    vec4 values = vec4(
      texelFetch(bias, placeOf(pair, biasWidth), 0).xy,
      texelFetch(bias, placeOf(pair + 1, biasWidth), 0).xy
    );
    result0 = mix(vec4(0), values, exists);`
        : 'result0 = vec4(0);'
    }
    return;
  }`;
  return {
    key: ['arrange filter', height, width, terms, outputs, hasBias, rotated].join(),
    textures: hasBias ? ['filters', 'bias'] : ['filters'],
    uniforms: {},
    results: 1,
    source: () => `
vec4 weights(int tap, int rowPair, int columnPair) {
  return texelFetch(filters, placeOf((tap * ${rowPairs} + rowPair) * ${columnPairs} + columnPair, filtersWidth), 0);
}

void main() {
  int row = int(gl_FragCoord.y);
  int t = int(gl_FragCoord.x) / ${quads};
  int quad = int(gl_FragCoord.x) - t * ${quads};
  bvec4 exists = lessThan(4 * quad + ivec4(0, 1, 2, 3), ivec4(${outputs}));
  ${bias}
  int a = row / ${rowsOfTaps(arranged)};
  int term = row - a * ${rowsOfTaps(arranged)};
  int tap = ${tap};
  ${read}
  result0 = term < ${terms} && t < ${width} ? mix(vec4(0), values, exists) : vec4(0);
}`,
  };
}
