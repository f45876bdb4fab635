import type { backend_util } from '@tensorflow/tfjs-core';
import type { RenderProgram } from '../../../webgl/render-program';

/** Sizes, strides and padding of a pooling. */
export type PoolGeometry = backend_util.Conv2DInfo;

const uniforms = {
  inHeight: 'int',
  inWidth: 'int',
  outHeight: 'int',
  outWidth: 'int',
  top: 'int',
  left: 'int',
} as const;

/** GLSL: reads two channels of a pixel; `line` counts the rows of all images. */
const readPixel = (texture: string, width: string, channelPairs: number) => `
vec2 ${texture}At(int line, int column, int channelPair) {
  int texel = (line * ((${width} + 1) / 2) + column / 2) * ${channelPairs} + channelPair;
  vec4 pixels = texelFetch(${texture}, placeOf(texel, ${texture}Width), 0);
  return (column & 1) == 1 ? pixels.zw : pixels.xy;
}
`;

/** GLSL: computes the line, the pixel pair and the channel pair of a fragment, in images of this size. */
const whichPixels = (height: string, width: string, channelPairs: number) => `
  int texel = int(gl_FragCoord.y) * resultWidth + int(gl_FragCoord.x);
  int pair = texel / ${channelPairs};
  int channelPair = texel - pair * ${channelPairs};
  int pairs = (${width} + 1) / 2;
  int line = pair / pairs;
  int column = 2 * (pair - line * pairs);
  int image = line / ${height};
  int row = line - image * ${height};
`;

function keyOf(name: string, geometry: PoolGeometry): string {
  const { filterHeight, filterWidth, strideHeight, strideWidth, inChannels } = geometry;
  return [name, filterHeight, filterWidth, strideHeight, strideWidth, inChannels].join();
}

/** Returns the program of max pooling; a fragment computes two adjacent pixels. */
export function maxPooling(geometry: PoolGeometry): RenderProgram {
  const { filterHeight, filterWidth, strideHeight, strideWidth, inChannels } = geometry;
  const channelPairs = Math.ceil(inChannels / 2);
  return {
    key: keyOf('max pool', geometry),
    textures: ['image'],
    uniforms,
    results: 1,
    source: () => `
${readPixel('image', 'inWidth', channelPairs)}
vec2 largest(int firstLine, int row, int column, int channelPair) {
  vec2 found = vec2(-3.4028234e38);
  for (int a = max(0, -row); a < min(${filterHeight}, inHeight - row); a++)
    for (int b = max(0, -column); b < min(${filterWidth}, inWidth - column); b++)
      found = max(found, imageAt(firstLine + row + a, column + b, channelPair));
  return found;
}

void main() {
  ${whichPixels('outHeight', 'outWidth', channelPairs)}
  int top_ = row * ${strideHeight} - top;
  int left_ = column * ${strideWidth} - left;
  result0 = vec4(
    largest(image * inHeight, top_, left_, channelPair),
    column + 1 < outWidth ? largest(image * inHeight, top_, left_ + ${strideWidth}, channelPair) : vec2(0)
  );
}`,
  };
}

/** GLSL: adds `error(image, row, column …)` over all windows that contain a pixel. */
const overWindows = ({ filterHeight, filterWidth, strideHeight, strideWidth }: PoolGeometry) => `
vec2 errors(int image, int row, int column, int channelPair) {
  vec2 sum = vec2(0);
  // Windows begin at multiples of the stride and have the filter's size.
  int lastY = min(outHeight - 1, (row + top) / ${strideHeight});
  int lastX = min(outWidth - 1, (column + left) / ${strideWidth});
  int firstY = max(0, row + top - ${filterHeight} + ${strideHeight}) / ${strideHeight};
  int firstX = max(0, column + left - ${filterWidth} + ${strideWidth}) / ${strideWidth};
  for (int y = firstY; y <= lastY; y++)
    for (int x = firstX; x <= lastX; x++)
      sum += error(image, row, column, y, x, channelPair);
  return sum;
}
`;

const gradientMain = (channelPairs: number) => `
void main() {
  ${whichPixels('inHeight', 'inWidth', channelPairs)}
  result0 = vec4(
    errors(image, row, column, channelPair),
    column + 1 < inWidth ? errors(image, row, column + 1, channelPair) : vec2(0)
  );
}`;

/** Returns the program of max pooling's gradient; a fragment gathers from the windows over its two pixels. */
export function maxPoolGradient(geometry: PoolGeometry): RenderProgram {
  const { filterWidth, strideHeight, strideWidth, inChannels } = geometry;
  const channelPairs = Math.ceil(inChannels / 2);
  return {
    key: keyOf('max pool gradient', geometry),
    textures: ['image', 'maximum', 'dy'],
    uniforms,
    results: 1,
    source: () => `
${readPixel('image', 'inWidth', channelPairs)}
${readPixel('maximum', 'outWidth', channelPairs)}
${readPixel('dy', 'outWidth', channelPairs)}
vec2 error(int image, int row, int column, int y, int x, int channelPair) {
  vec2 found = maximumAt(image * outHeight + y, x, channelPair);
  bvec2 mine = equal(imageAt(image * inHeight + row, column, channelPair), found);
  if (!any(mine)) return vec2(0);
  // The output gradient goes to the first maximum only.
  int left_ = x * ${strideWidth} - left;
  for (int r = max(0, y * ${strideHeight} - top); r <= row; r++) {
    int end = r == row ? column : min(inWidth, left_ + ${filterWidth});
    for (int c = max(0, left_); c < end; c++) {
      bvec2 other = notEqual(imageAt(image * inHeight + r, c, channelPair), found);
      mine = bvec2(mine.x && other.x, mine.y && other.y);
    }
  }
  return mix(vec2(0), dyAt(image * outHeight + y, x, channelPair), mine);
}
${overWindows(geometry)}
${gradientMain(channelPairs)}`,
  };
}

/** Returns the program of average pooling's gradient; a fragment gathers from the windows over its two pixels. */
export function averagePoolGradient(geometry: PoolGeometry): RenderProgram {
  const { filterHeight, filterWidth, strideHeight, strideWidth, inChannels } = geometry;
  const channelPairs = Math.ceil(inChannels / 2);
  return {
    key: keyOf('average pool gradient', geometry),
    textures: ['dy'],
    uniforms,
    results: 1,
    source: () => `
${readPixel('dy', 'outWidth', channelPairs)}
int pixelsUnder(int start, int filterSize, int size) {
  return min(size, start + filterSize) - max(0, start);
}

vec2 error(int image, int row, int column, int y, int x, int channelPair) {
  int count = pixelsUnder(y * ${strideHeight} - top, ${filterHeight}, inHeight)
    * pixelsUnder(x * ${strideWidth} - left, ${filterWidth}, inWidth);
  return dyAt(image * outHeight + y, x, channelPair) / float(count);
}
${overWindows(geometry)}
${gradientMain(channelPairs)}`,
  };
}
