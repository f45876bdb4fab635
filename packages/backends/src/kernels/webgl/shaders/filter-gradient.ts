import type { RenderProgram } from '../../../webgl/render-program';
import type { ConvolutionGeometry } from '../../any-backend/convolution';
import { tileEpilogue, tileRows } from './tiles';

/**
 * Returns the program that computes slices of a filter's gradient. A fragment computes a few pairs of input channels by four
 * output channels of one tap, and loops over the image rows of its slice.
 */
export function filterGradientSlices(geometry: ConvolutionGeometry, channelPairs: number): RenderProgram {
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
  // Column of the pixel under window position 0; position x adds x strides. Positions from startX to endX are inside.
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
        // The second pixel of the last pair is undefined.
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

/** GLSL statements that read the pixels under two adjacent positions into p0 and so on, one per channel pair. */
interface Pixels {
  start: (channelPairs: number) => string;
  read: string;
}

/** Reads a texel's two pixels of several adjacent channel pairs. */
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
 * Windows with stride 1. Where a window begins at an odd pixel, its two pixels are in two texels; while the window slides,
 * each texel is read once.
 */
function slidingPixels(units: number[]): Pixels {
  return {
    start: (channelPairs) => `
    bvec4 odd = bvec4((column & 1) == 1);
    int nextColumn = column - (column & 1);
    ivec2 placeIn = placeOf((firstTexel + max(0, nextColumn) / 2) * ${channelPairs} + inPair, imageWidth);
    ${units.map((u) => `vec4 here${u} = vec4(0);`).join(' ')}
    if (odd.x) {
      // A window that begins at -1 reads zeros there.
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

/** Windows with larger strides: the pixels of two positions are read separately. */
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
