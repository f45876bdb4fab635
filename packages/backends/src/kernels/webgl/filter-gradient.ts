import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { env, type TensorInfo } from '@tensorflow/tfjs-core';
import { packedInputs, packedOutput, scratch, textureOf } from '../../webgl/packed-tensor';
import { render, type RenderProgram } from '../../webgl/render-program';
import type { ConvolutionGeometry } from '../convolution-geometry';

/** Fragments that keep a GPU busy: the sum over images and rows is cut into slices until there are so many. */
const enoughFragments = 16_384;

/** How the product is cut up. A tile is four input by four output channels of one tap of the filter. */
interface Cut {
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
  const cut = cutUp(geometry, lines);
  if (!cut) return undefined;
  const parts = Array.from({ length: 4 }, () => scratch(backend, cut.width, cut.height));
  const partTextures = parts.map((part) => textureOf(backend, part));
  const inputs = packedInputs(backend, [image, error]);
  const { inHeight, inWidth, outHeight, outWidth, padInfo } = geometry;
  render(
    backend,
    slicing(geometry),
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
  render(backend, adding(inChannels, outChannels), partTextures, { tiles: cut.tiles, slices: cut.slices }, [
    textureOf(backend, gradient),
  ]);
  parts.forEach((part) => backend.disposeIntermediateTensorInfo(part));
  return gradient;
}

function cutUp(geometry: ConvolutionGeometry, lines: number): Cut | undefined {
  const limit = env().getNumber('WEBGL_MAX_TEXTURE_SIZE');
  const { inChannels, outChannels, filterHeight, filterWidth } = geometry;
  const quads = Math.ceil(outChannels / 4);
  const tiles = filterHeight * filterWidth * Math.ceil(inChannels / 4) * quads;
  const wanted = Math.min(lines, Math.max(1, Math.ceil(enoughFragments / tiles)));
  const linesOfSlice = Math.ceil(lines / wanted);
  const slices = Math.ceil(lines / linesOfSlice);
  const groups = (tiles * slices) / quads;
  const across = Math.min(groups, Math.max(1, Math.floor(1024 / quads), Math.ceil(groups / limit)));
  const width = across * quads;
  const height = Math.ceil(groups / across);
  return width <= limit && height <= limit ? { tiles, slices, linesOfSlice, width, height } : undefined;
}

function slicing(geometry: ConvolutionGeometry): RenderProgram {
  const { inChannels, outChannels, filterHeight, filterWidth } = geometry;
  const { strideHeight, strideWidth, dilationHeight, dilationWidth } = geometry;
  const oddWidth = geometry.outWidth % 2 === 1;
  const quads = { in: Math.ceil(inChannels / 4), out: Math.ceil(outChannels / 4) };
  const pairs = { in: Math.ceil(inChannels / 2), out: Math.ceil(outChannels / 2) };
  const beside = strideWidth === 1 ? slidingPixels(pairs.in) : scatteredPixels(pairs.in, strideWidth);
  return {
    key: [
      'filter gradient',
      ...[inChannels, outChannels, filterHeight, filterWidth, strideHeight, strideWidth],
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
    results: 4,
    source: () => `
vec4 pixels(ivec2 place, bvec4 exist) {
  return mix(vec4(0), texelFetch(image, place, 0), exist);
}

void main() {
  int fragment = int(gl_FragCoord.y) * resultWidth + int(gl_FragCoord.x);
  if (fragment >= fragments) return;
  int slice = fragment / tiles;
  int rest = fragment - slice * tiles;
  int tapQuad = rest / ${quads.out};
  int outQuad = rest - tapQuad * ${quads.out};
  int tap = tapQuad / ${quads.in};
  int inQuad = tapQuad - tap * ${quads.in};
  int a = tap / ${filterWidth};
  int t = tap - a * ${filterWidth};
  int inPairs = (inWidth + 1) / 2;
  int outPairs = (outWidth + 1) / 2;
  int firstColumn = t * ${dilationWidth} - left;
  ivec2 stepOut = placeOf(${pairs.out}, errorWidth);
  vec4 s0 = vec4(0), s1 = vec4(0), s2 = vec4(0), s3 = vec4(0);
  int end = min(lines, (slice + 1) * linesOfSlice);
  for (int line = slice * linesOfSlice; line < end; line++) {
    int image_ = line / outHeight;
    int row = (line - image_ * outHeight) * ${strideHeight} + a * ${dilationHeight} - top;
    if (row < 0 || row >= inHeight) continue;
    int rowTexel = (image_ * inHeight + row) * inPairs;
    ivec2 placeOut = placeOf(line * outPairs * ${pairs.out} + 2 * outQuad, errorWidth);
    ${beside.start}
    for (int x = 0; x < outWidth; x += 2) {
      ${beside.read}
      vec4 e0 = texelFetch(error, placeOut, 0);
      vec4 e1 = texelFetch(error, advance(placeOut, ivec2(1, 0), errorWidth), 0);
      ${
        oddWidth
          ? `if (x + 1 == outWidth) {
        // The second of the last pair of pixels is anything.
        e0.zw = e1.zw = p0.zw = p1.zw = vec2(0);
      }`
          : ''
      }
      vec4 first = vec4(e0.xy, e1.xy);
      vec4 second = vec4(e0.zw, e1.zw);
      s0 += p0.x * first + p0.z * second;
      s1 += p0.y * first + p0.w * second;
      s2 += p1.x * first + p1.z * second;
      s3 += p1.y * first + p1.w * second;
      placeOut = advance(placeOut, stepOut, errorWidth);
      ${beside.next}
    }
  }
  result0 = vec4(s0.xy, s1.xy);
  result1 = vec4(s0.zw, s1.zw);
  result2 = vec4(s2.xy, s3.xy);
  result3 = vec4(s2.zw, s3.zw);
}`,
  };
}

/** How the pixels under two positions beside each other are read: pieces of source that give p0 and p1. */
interface Pixels {
  start: string;
  read: string;
  next: string;
}

/**
 * One channel pair after the other of a texel's two pixels. Where the window begins at an odd pixel, two texels share the
 * pixels; as the window slides, each is read once.
 */
function slidingPixels(channelPairs: number): Pixels {
  const read = (name: string) => `
      bvec4 has${name} = bvec2(column >= 0 && column < inWidth, column >= -1 && column + 1 < inWidth).xxyy;
      ivec2 place${name} = placeOf(
        any(has${name}) ? (rowTexel + column / 2) * ${channelPairs} + 2 * inQuad : 0, imageWidth
      );
      vec4 ${name}0 = pixels(place${name}, has${name});
      vec4 ${name}1 = pixels(advance(place${name}, ivec2(1, 0), imageWidth), has${name});`;
  return {
    start: `
    bool odd = (firstColumn & 1) == 1;
    int column = firstColumn - (firstColumn & 1);
    vec4 here0 = vec4(0), here1 = vec4(0);
    if (odd) {
      ${read('first')}
      here0 = first0;
      here1 = first1;
      column += 2;
    }`,
    read: `
      ${read('next')}
      vec4 p0 = odd ? vec4(here0.zw, next0.xy) : next0;
      vec4 p1 = odd ? vec4(here1.zw, next1.xy) : next1;
      here0 = next0;
      here1 = next1;`,
    next: 'column += 2;',
  };
}

/** The pixels of two positions, each by itself. */
function scatteredPixels(channelPairs: number, stride: number): Pixels {
  const read = (name: string, column: string) => `
      int ${name}Column = ${column};
      vec4 ${name} = vec4(0);
      if (${name}Column >= 0 && ${name}Column < inWidth) {
        ivec2 place = placeOf((rowTexel + ${name}Column / 2) * ${channelPairs} + 2 * inQuad, imageWidth);
        vec4 low = texelFetch(image, place, 0);
        vec4 high = texelFetch(image, advance(place, ivec2(1, 0), imageWidth), 0);
        ${name} = ${name}Column % 2 == 1 ? vec4(low.zw, high.zw) : vec4(low.xy, high.xy);
      }`;
  return {
    start: 'int column = firstColumn;',
    read: `
      ${read('left_', 'column')}
      ${read('right_', `column + ${stride}`)}
      vec4 p0 = vec4(left_.xy, right_.xy);
      vec4 p1 = vec4(left_.zw, right_.zw);`,
    next: `column += ${2 * stride};`,
  };
}

/** Adds the slices and puts the texels in order. */
function adding(inChannels: number, outChannels: number): RenderProgram {
  const quads = { in: Math.ceil(inChannels / 4), out: Math.ceil(outChannels / 4) };
  const pairs = { in: Math.ceil(inChannels / 2), out: Math.ceil(outChannels / 2) };
  return {
    key: ['add slices', inChannels, outChannels].join(),
    textures: ['part0', 'part1', 'part2', 'part3'],
    uniforms: { tiles: 'int', slices: 'int' },
    results: 1,
    source: () => `
vec4 partAt(int which, ivec2 place) {
  if (which == 0) return texelFetch(part0, place, 0);
  if (which == 1) return texelFetch(part1, place, 0);
  if (which == 2) return texelFetch(part2, place, 0);
  return texelFetch(part3, place, 0);
}

void main() {
  int texel = int(gl_FragCoord.y) * resultWidth + int(gl_FragCoord.x);
  int row = texel / ${pairs.out};
  int outPair = texel - row * ${pairs.out};
  int tap = row / ${pairs.in};
  int inPair = row - tap * ${pairs.in};
  int tile = (tap * ${quads.in} + inPair / 2) * ${quads.out} + outPair / 2;
  int which = (inPair % 2) * 2 + outPair % 2;
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
