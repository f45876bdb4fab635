import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { env, type TensorInfo } from '@tensorflow/tfjs-core';
import { packedLayout, packedOutput, scratch, texelCount, textureOf } from '../../webgl/packed-tensor';
import { render, type RenderProgram, type Texture } from '../../webgl/render-program';

/**
 * Products are computed in tiles of two by two texels, four rows of four columns, so that each number read is used four
 * times. A tile is one fragment and goes to four textures; then the texels are put in order.
 */
export interface Tiles {
  /** Tiles beside each other: `across` groups of all `quads`, the quarters of a row. */
  across: number;
  quads: number;
  width: number;
  height: number;
}

/** Beyond this many texels a row of tiles goes on in the next. */
const usualWidth = 1024;

/** Lays out tiles for so many pairs of texels (in the direction of rows) of so many columns. */
export function tilesFor(pairs: number, columns: number): Tiles | undefined {
  const limit = env().getNumber('WEBGL_MAX_TEXTURE_SIZE');
  const quads = Math.ceil(columns / 4);
  const groups = Math.ceil(pairs / 2);
  const across = Math.min(groups, Math.max(1, Math.floor(usualWidth / quads), Math.ceil(groups / limit)));
  const height = Math.ceil(groups / across);
  const width = across * quads;
  return width <= limit && height <= limit ? { across, quads, width, height } : undefined;
}

/** Renders tiles with a program of four results, then puts their texels in order as a tensor of `shape`. */
export function renderTiles(
  backend: MathBackendWebGL,
  tiles: Tiles,
  program: RenderProgram,
  textures: readonly Texture[],
  uniforms: Readonly<Record<string, number>>,
  shape: number[],
): TensorInfo {
  const parts = Array.from({ length: 4 }, () => scratch(backend, tiles.width, tiles.height));
  const partTextures = parts.map((part) => textureOf(backend, part));
  render(backend, program, textures, { ...uniforms, across: tiles.across }, partTextures);
  const result = packedOutput(backend, shape);
  const layout = packedLayout(shape);
  render(
    backend,
    inOrder(layout.columns, layout.rows % 2 === 1),
    partTextures,
    { across: tiles.across, rowPairs: layout.rowPairs, texels: texelCount(shape) },
    [textureOf(backend, result)],
  );
  parts.forEach((part) => backend.disposeIntermediateTensorInfo(part));
  return result;
}

/** The beginning of a program that fills tiles: which quarter of the columns, and which two pairs of rows. */
export const tilePrologue = (quads: number) => `
  int group = int(gl_FragCoord.x) / ${quads};
  int quad = int(gl_FragCoord.x) - group * ${quads};
  int pair = 2 * (int(gl_FragCoord.y) * across + group);
`;

function inOrder(columns: number, oddRows: boolean): RenderProgram {
  const columnPairs = Math.ceil(columns / 2);
  const quads = Math.ceil(columns / 4);
  return {
    key: ['tiles in order', columns, oddRows].join(),
    textures: ['part0', 'part1', 'part2', 'part3'],
    uniforms: { across: 'int', rowPairs: 'int', texels: 'int' },
    results: 1,
    source: () => `
void main() {
  int texel = int(gl_FragCoord.y) * resultWidth + int(gl_FragCoord.x);
  int pair = texel / ${columnPairs};
  int columnPair = texel - pair * ${columnPairs};
  int group = pair / 2;
  int row = group / across;
  ivec2 tile = ivec2((group - row * across) * ${quads} + columnPair / 2, row);
  vec4 values;
  if (pair % 2 == 0) {
    values = columnPair % 2 == 0 ? texelFetch(part0, tile, 0) : texelFetch(part1, tile, 0);
  } else {
    values = columnPair % 2 == 0 ? texelFetch(part2, tile, 0) : texelFetch(part3, tile, 0);
  }
  ${oddRows ? 'if (pair % rowPairs == rowPairs - 1) values.zw = vec2(0);' : ''}
  ${columns % 2 ? `if (columnPair == ${columnPairs - 1}) values.yw = vec2(0);` : ''}
  result0 = values;
}`,
  };
}
