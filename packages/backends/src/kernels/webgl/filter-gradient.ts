import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { env, type TensorInfo } from '@tensorflow/tfjs-core';
import { packedInputs, packedOutput, scratch, textureOf } from '../../webgl/packed-tensor';
import { render, type RenderProgram } from '../../webgl/render-program';
import type { ConvolutionGeometry } from '../convolution-geometry';
import { pairsOfTile, tileEpilogue, tileRows } from './tiles';

/** Fragments that keep a GPU busy: the sum over images and rows is cut into slices until there are so many. */
const enoughFragments = 16_384;

/** How the product is cut up. A tile is some pairs of input by four output channels of one tap of the filter. */
interface Cut {
  channelPairs: number;
  tiles: number;
  slices: number;
  linesOfSlice: number;
  width: number;
  height: number;
}

/**
 * The gradient of a convolution by its filter: for each tap the product of the pixels under it and the errors, over all
 * images and positions. Slices of that long sum come first and are added then, always in the same order. Undefined where
 * a texture would be too large.
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
    slicing(geometry, cut.channelPairs),
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

function slicing(geometry: ConvolutionGeometry, channelPairs: number): RenderProgram {
  const { inChannels, outChannels, filterHeight, filterWidth } = geometry;
  const { strideHeight, strideWidth, dilationHeight, dilationWidth } = geometry;
  const oddWidth = geometry.outWidth % 2 === 1;
  const units = Array.from({ length: channelPairs }, (_, u) => u);
  const groups = Math.ceil(inChannels / (2 * channelPairs));
  const quads = Math.ceil(outChannels / 4);
  const pairs = { in: Math.ceil(inChannels / 2), out: Math.ceil(outChannels / 2) };
  const pixels = strideWidth === 1 ? slidingPixels(units) : scatteredPixels(units, strideWidth);
  return {
    key: [
      'filter gradient',
      ...[channelPairs, inChannels, outChannels, filterHeight, filterWidth, strideHeight, strideWidth],
      ...[dilationHeight, dilationWidth, oddWidth],
    ].join(),
    textures: ['image', 'error'],
    uniforms: {
      tiles: 'int',
      fragments: 'int',
      linesOfSlice: 'int',
      lines: 'int',
      inHeight: 'int',
      inWidth: 'int',
      outHeight: 'int',
      outWidth: 'int',
      top: 'int',
      left: 'int',
    },
    results: 2 * channelPairs,
    source: () => `
void main() {
  int fragment = int(gl_FragCoord.y) * resultWidth + int(gl_FragCoord.x);
  if (fragment >= fragments) return;
  int slice = fragment / tiles;
  int rest = fragment - slice * tiles;
  int tapGroup = rest / ${quads};
  int outPair = 2 * (rest - tapGroup * ${quads});
  int tap = tapGroup / ${groups};
  int inPair = (tapGroup - tap * ${groups}) * ${channelPairs};
  int a = tap / ${filterWidth};
  int t = tap - a * ${filterWidth};
  int inPairs = (inWidth + 1) / 2;
  int outPairs = (outWidth + 1) / 2;
  // The pixel under position x of the window is in this column plus x strides. Positions from startX to endX see one.
  int shift = t * ${dilationWidth} - left;
  int startX = max(0, ${strideWidth - 1} - shift) / ${strideWidth} / 2 * 2;
  int endX = shift < inWidth ? min(outWidth, (inWidth - 1 - shift) / ${strideWidth} + 1) : 0;
  ivec2 stepIn = placeOf(${strideWidth * pairs.in}, imageWidth);
  ivec2 stepOut = placeOf(${pairs.out}, errorWidth);
  ${tileRows(channelPairs, 'vec4(0)')}
  int end = min(lines, (slice + 1) * linesOfSlice);
  int line = slice * linesOfSlice;
  int number = line / outHeight;
  int y = line - number * outHeight;
  for (; line < end; line++) {
    int row = y * ${strideHeight} + a * ${dilationHeight} - top;
    int firstTexel = (number * inHeight + row) * inPairs;
    y++;
    if (y == outHeight) {
      y = 0;
      number++;
    }
    if (row < 0 || row >= inHeight) continue;
    ivec2 placeOut = placeOf((line * outPairs + startX / 2) * ${pairs.out} + outPair, errorWidth);
    int column = startX * ${strideWidth} + shift;
    ${pixels.start(pairs.in)}
    for (int x = startX; x < endX; x += 2) {
      ${pixels.read}
      vec4 e0 = texelFetch(error, placeOut, 0);
      vec4 e1 = texelFetch(error, advance(placeOut, ivec2(1, 0), errorWidth), 0);
      ${
        oddWidth
          ? `if (x + 1 == outWidth) {
        // The second of the last pair of pixels is anything.
        e0.zw = e1.zw = vec2(0);
        ${units.map((u) => `p${u}.zw = vec2(0);`).join(' ')}
      }`
          : ''
      }
      vec4 first = vec4(e0.xy, e1.xy);
      vec4 second = vec4(e0.zw, e1.zw);
      ${units
        .map(
          (u) => `s${2 * u} += p${u}.x * first + p${u}.z * second;
      s${2 * u + 1} += p${u}.y * first + p${u}.w * second;`,
        )
        .join('\n      ')}
      placeOut = advance(placeOut, stepOut, errorWidth);
      column += ${2 * strideWidth};
    }
  }
  ${tileEpilogue(channelPairs, false)}
}`,
  };
}

/** How the pixels under two positions beside each other are read: statements that set p0 and so on, a channel pair each. */
interface Pixels {
  start: (channelPairs: number) => string;
  read: string;
}

/** Reads a texel's two pixels of several neighbouring channel pairs. */
const readPixels = (units: number[], name: string) => `
      bvec4 has${name} = lessThan(uvec2(${name}Column, ${name}Column + 1), uvec2(inWidth)).xxyy;
      ${units
        .map(
          (u) => `vec4 ${name}${u} = mix(vec4(0), texelFetch(
        image, advance(placeIn, ivec2(${u}, 0), imageWidth), 0
      ), has${name});`,
        )
        .join('\n      ')}
      placeIn = advance(placeIn, stepIn, imageWidth);`;

/**
 * Windows that move pixel by pixel. Where they begin at an odd pixel, the two pixels lie in two texels; as the window
 * slides, each is read once.
 */
function slidingPixels(units: number[]): Pixels {
  return {
    start: (channelPairs) => `
    bvec4 odd = bvec4((column & 1) == 1);
    int nextColumn = column - (column & 1);
    ivec2 placeIn = placeOf((firstTexel + max(0, nextColumn) / 2) * ${channelPairs} + inPair, imageWidth);
    ${units.map((u) => `vec4 here${u} = vec4(0);`).join(' ')}
    if (odd.x) {
      // A window that begins at -1 has only zeros there.
      if (nextColumn >= 0) {
        int firstColumn = nextColumn;
        ${readPixels(units, 'first')}
        ${units.map((u) => `here${u} = first${u};`).join(' ')}
      }
      nextColumn += 2;
    }`,
    read: `
      ${readPixels(units, 'next')}
      ${units
        .map(
          (u) => `vec4 p${u} = mix(next${u}, vec4(here${u}.zw, next${u}.xy), odd);
      here${u} = next${u};`,
        )
        .join('\n      ')}
      nextColumn += 2;`,
  };
}

/** The pixels of two positions that lie apart, each by itself. */
function scatteredPixels(units: number[], stride: number): Pixels {
  const read = (name: string, column: string) => `
      bool has${name} = uint(${column}) < uint(inWidth);
      bool odd${name} = (${column} & 1) == 1;
      ivec2 place${name} = placeOf(int(has${name}) * ((firstTexel + (${column}) / 2) * inChannelPairs + inPair), imageWidth);
      ${units
        .map(
          (
            u,
          ) => `vec4 ${name}${u}Both = texelFetch(image, advance(place${name}, ivec2(${u}, 0), imageWidth), 0);
      vec2 ${name}${u} = mix(vec2(0), mix(${name}${u}Both.xy, ${name}${u}Both.zw, bvec2(odd${name})), bvec2(has${name}));`,
        )
        .join('\n      ')}`;
  return {
    start: (channelPairs) => `const int inChannelPairs = ${channelPairs};`,
    read: `
      ${read('near', 'column')}
      ${read('far', `column + ${stride}`)}
      ${units.map((u) => `vec4 p${u} = vec4(near${u}, far${u});`).join('\n      ')}`,
  };
}

/** Adds the slices and puts the texels in order. */
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
