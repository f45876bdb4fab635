import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { env, type TensorInfo } from '@tensorflow/tfjs-core';
import { packedInputs, packedOutput, scratch, textureOf } from '../../webgl/packed-tensor';
import { render, type RenderProgram } from '../../webgl/render-program';
import type { ConvolutionGeometry } from '../any-backend/convolution';
import { filterGradientSlices } from './shaders/filter-gradient';
import { pairsOfTile } from './shaders/tiles';

/** Number of fragments that keeps a GPU busy; the sum over images and rows is divided into slices to reach it. */
const enoughFragments = 16_384;

/** How the product is divided. A tile is a few pairs of input channels by four output channels of one tap of the filter. */
interface Cut {
  channelPairs: number;
  tiles: number;
  slices: number;
  linesOfSlice: number;
  width: number;
  height: number;
}

/**
 * Returns the gradient of a convolution by its filter: for each tap, the product of the pixels under it and dy, summed over
 * all images and positions. The long sum is computed in slices, which are then added in a fixed order. Undefined where a
 * texture would be too large.
 */
export function filterGradient(
  backend: MathBackendWebGL,
  image: TensorInfo,
  error: TensorInfo,
  geometry: ConvolutionGeometry,
): TensorInfo | undefined {
  const { inChannels, outChannels, filterHeight, filterWidth } = geometry;
  const shape = [filterHeight, filterWidth, inChannels, outChannels];
  const lines = geometry.batchSize * geometry.outHeight;
  const cut = cutUp(geometry, lines, pairsOfTile(backend));
  if (!cut) return undefined;
  const parts = Array.from({ length: 2 * cut.channelPairs }, () => scratch(backend, cut.width, cut.height));
  const partTextures = parts.map((part) => textureOf(backend, part));
  const inputs = packedInputs(backend, [image, error]);
  const { inHeight, inWidth, outHeight, outWidth, padInfo } = geometry;
  render(
    backend,
    filterGradientSlices(geometry, cut.channelPairs),
    inputs.textures,
    {
      tiles: cut.tiles,
      fragments: cut.tiles * cut.slices,
      linesOfSlice: cut.linesOfSlice,
      lines,
      inHeight,
      inWidth,
      outHeight,
      outWidth,
      top: padInfo.top,
      left: padInfo.left,
    },
    partTextures,
  );
  inputs.release();
  const gradient = packedOutput(backend, shape);
  render(
    backend,
    adding(inChannels, outChannels, cut.channelPairs),
    partTextures,
    { tiles: cut.tiles, slices: cut.slices },
    [textureOf(backend, gradient)],
  );
  parts.forEach((part) => backend.disposeIntermediateTensorInfo(part));
  return gradient;
}

function cutUp(geometry: ConvolutionGeometry, lines: number, channelPairs: number): Cut | undefined {
  const limit = env().getNumber('WEBGL_MAX_TEXTURE_SIZE');
  const { inChannels, outChannels, filterHeight, filterWidth } = geometry;
  const quads = Math.ceil(outChannels / 4);
  const tiles = filterHeight * filterWidth * Math.ceil(inChannels / (2 * channelPairs)) * quads;
  const wanted = Math.min(lines, Math.max(1, Math.ceil(enoughFragments / tiles)));
  const linesOfSlice = Math.ceil(lines / wanted);
  const slices = Math.ceil(lines / linesOfSlice);
  const groups = (tiles * slices) / quads;
  const across = Math.min(groups, Math.max(1, Math.floor(1024 / quads), Math.ceil(groups / limit)));
  const width = across * quads;
  const height = Math.ceil(groups / across);
  return width <= limit && height <= limit
    ? { channelPairs, tiles, slices, linesOfSlice, width, height }
    : undefined;
}

/** Adds the slices and reorders the texels. */
function adding(inChannels: number, outChannels: number, channelPairs: number): RenderProgram {
  const parts = Array.from({ length: 2 * channelPairs }, (_, i) => `part${i}`);
  const quads = { in: Math.ceil(inChannels / (2 * channelPairs)), out: Math.ceil(outChannels / 4) };
  const pairs = { in: Math.ceil(inChannels / 2), out: Math.ceil(outChannels / 2) };
  return {
    key: ['add slices', channelPairs, inChannels, outChannels].join(),
    textures: parts,
    uniforms: { tiles: 'int', slices: 'int' },
    results: 1,
    source: () => `
vec4 partAt(int which, ivec2 place) {
  ${parts.map((part, i) => `if (which == ${i}) return texelFetch(${part}, place, 0);`).join('\n  ')}
  return vec4(0);
}

void main() {
  int texel = int(gl_FragCoord.y) * resultWidth + int(gl_FragCoord.x);
  int row = texel / ${pairs.out};
  int outPair = texel - row * ${pairs.out};
  int tap = row / ${pairs.in};
  int inPair = row - tap * ${pairs.in};
  int tile = (tap * ${quads.in} + inPair / ${channelPairs}) * ${quads.out} + outPair / 2;
  int which = (inPair % ${channelPairs}) * 2 + outPair % 2;
  ivec2 place = placeOf(tile, part0Width);
  ivec2 step = placeOf(tiles, part0Width);
  vec4 sum = vec4(0);
  for (int slice = 0; slice < slices; slice++) {
    sum += partAt(which, place);
    place = advance(place, step, part0Width);
  }
  ${inChannels % 2 ? `if (inPair == ${pairs.in - 1}) sum.zw = vec2(0);` : ''}
  ${outChannels % 2 ? `if (outPair == ${pairs.out - 1}) sum.yw = vec2(0);` : ''}
  result0 = sum;
}`,
  };
}
