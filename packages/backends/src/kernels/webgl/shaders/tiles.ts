import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { env, type TensorInfo } from '@tensorflow/tfjs-core';
import { packedLayout, packedOutput, scratch, textureOf } from '../../../webgl/packed-tensor';
import { render, type RenderProgram, type Texture } from '../../../webgl/render-program';

/**
 * Products are computed in tiles of several row pairs and two column pairs, so that each number that is read is used many
 * times: reads limit the speed. One fragment computes a tile and writes its texels to different textures; a second program
 * then reorders them.
 */
export interface Tiles {
  /** Row pairs per tile: two to four. */
  pairs: number;
  /** Groups of tiles per texture row; a group has `quads` tiles of four columns each. */
  across: number;
  quads: number;
  width: number;
  height: number;
}

/** Preferred texture width in texels. */
const usualWidth = 1024;

/** Returns the number of row pairs per tile on this GPU. */
export function pairsOfTile(backend: MathBackendWebGL): number {
  return Math.min(4, Math.floor(resultLimit(backend) / 2));
}

/**
 * Lays out tiles for `matrices` of the given row pairs and columns; returns undefined if the texture would be too large. No
 * tile spans two matrices.
 */
export function tilesFor(
  backend: MathBackendWebGL,
  matrices: number,
  rowPairs: number,
  columns: number,
): Tiles | undefined {
  const pairs = pairsOfTile(backend);
  const groups = matrices * Math.ceil(rowPairs / pairs);
  const limit = env().getNumber('WEBGL_MAX_TEXTURE_SIZE');
  const quads = Math.ceil(columns / 4);
  const across = Math.min(groups, Math.max(1, Math.floor(usualWidth / quads), Math.ceil(groups / limit)));
  const height = Math.ceil(groups / across);
  const width = across * quads;
  return width <= limit && height <= limit ? { pairs, across, quads, width, height } : undefined;
}

/**
 * Renders tiles with a program of two results per row pair, then reorders their texels to a tensor of `shape`.
 *
 * @param pairsTogether row pairs per matrix; each matrix begins with a new tile.
 */
export function renderTiles(
  backend: MathBackendWebGL,
  tiles: Tiles,
  program: RenderProgram,
  textures: readonly Texture[],
  uniforms: Readonly<Record<string, number>>,
  shape: number[],
  pairsTogether: number,
): TensorInfo {
  const parts = Array.from({ length: 2 * tiles.pairs }, () => scratch(backend, tiles.width, tiles.height));
  const partTextures = parts.map((part) => textureOf(backend, part));
  render(backend, program, textures, { ...uniforms, across: tiles.across }, partTextures);
  const result = packedOutput(backend, shape);
  const layout = packedLayout(shape);
  render(
    backend,
    reordering(tiles.pairs, layout.columns, layout.rows % 2 === 1),
    partTextures,
    { across: tiles.across, rowPairs: layout.rowPairs, pairsTogether },
    [textureOf(backend, result)],
  );
  parts.forEach((part) => backend.disposeIntermediateTensorInfo(part));
  return result;
}

/** GLSL: the beginning of a tile program; computes its four columns and its group of rows. */
export const tilePrologue = (quads: number) => `
  int group = int(gl_FragCoord.x) / ${quads};
  int quad = int(gl_FragCoord.x) - group * ${quads};
  group += int(gl_FragCoord.y) * across;
`;

function reordering(pairs: number, columns: number, oddRows: boolean): RenderProgram {
  const columnPairs = Math.ceil(columns / 2);
  const quads = Math.ceil(columns / 4);
  const parts = Array.from({ length: 2 * pairs }, (_, i) => `part${i}`);
  return {
    key: ['tiles in order', pairs, columns, oddRows].join(),
    textures: parts,
    uniforms: { across: 'int', rowPairs: 'int', pairsTogether: 'int' },
    results: 1,
    source: () => `
void main() {
  int texel = int(gl_FragCoord.y) * resultWidth + int(gl_FragCoord.x);
  int pair = texel / ${columnPairs};
  int columnPair = texel - pair * ${columnPairs};
  int matrix = pair / pairsTogether;
  int pairOfMatrix = pair - matrix * pairsTogether;
  int group = matrix * ((pairsTogether + ${pairs - 1}) / ${pairs}) + pairOfMatrix / ${pairs};
  int row = group / across;
  ivec2 tile = ivec2((group - row * across) * ${quads} + columnPair / 2, row);
  int part = 2 * (pairOfMatrix % ${pairs}) + columnPair % 2;
  vec4 values;
  ${parts.map((name, i) => `if (part == ${i}) values = texelFetch(${name}, tile, 0);`).join(' else ')}
  ${oddRows ? 'if (pair % rowPairs == rowPairs - 1) values.zw = vec2(0);' : ''}
  ${columns % 2 ? `if (columnPair == ${columnPairs - 1}) values.yw = vec2(0);` : ''}
  result0 = values;
}`,
  };
}

/** GLSL: functions of a tile program. ReLU keeps NaN, which `max` may not. */
export const tileFunctions = `
vec4 relu(vec4 x) {
  return mix(x, vec4(0), lessThan(x, vec4(0)));
}
`;

/** GLSL: the end of a tile program; writes rows of four columns, the vectors `s0` and so on, to the results. */
export const tileEpilogue = (pairs: number, relu: boolean) =>
  Array.from({ length: pairs }, (_, u) => {
    const [first, second] = [2 * u, 2 * u + 1];
    return `
  ${relu ? `s${first} = relu(s${first}); s${second} = relu(s${second});` : ''}
  result${first} = vec4(s${first}.xy, s${second}.xy);
  result${second} = vec4(s${first}.zw, s${second}.zw);`;
  }).join('');

/** GLSL: declares the rows of a tile with the initial value `start`. */
export const tileRows = (pairs: number, start: string) =>
  `vec4 ${Array.from({ length: 2 * pairs }, (_, row) => `s${row} = ${start}`).join(', ')};`;

/** The tfjs flag for the number of textures that a program may write to at once. */
const flag = 'NIN_WEBGL_MAX_RESULTS';

/** Returns the number of textures that a program may write to at once: at least four in WebGL2, eight with most drivers. */
export function resultLimit(backend: MathBackendWebGL): number {
  const flags = env();
  if (!(flag in flags.getFlags())) {
    const gl = backend.gpgpu.gl as WebGL2RenderingContext;
    const limit = gl.getParameter(gl.MAX_DRAW_BUFFERS) as number;
    flags.registerFlag(flag, () => limit);
    flags.getNumber(flag);
  }
  return flags.getNumber(flag);
}
