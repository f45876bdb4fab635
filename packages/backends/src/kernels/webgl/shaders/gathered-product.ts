import type { RenderProgram } from '../../../webgl/render-program';
import { rowsOfTaps, tapsAtOnce, type ArrangedFilter } from './arranged-filter';
import { tileEpilogue, tileFunctions, tilePrologue, tileRows } from './tiles';

/** A window that slides over images, for convolutions and their gradients by the image. */
export interface GatheredProduct {
  filter: ArrangedFilter;
  /** Whether to swap the filter's channels and rotate it by 180°. */
  rotated: boolean;
  images: number;
  inHeight: number;
  inWidth: number;
  outHeight: number;
  outWidth: number;
  strideHeight: number;
  strideWidth: number;
  dilationHeight: number;
  dilationWidth: number;
  /** Padding before the first row and column; may be negative. */
  top: number;
  left: number;
  /** Dilation of the image: it is read as if zeros were inserted between its pixels. 1 for none. */
  inputDilationHeight: number;
  inputDilationWidth: number;
  relu: boolean;
}

/** Returns the program that computes tiles of a gathered product with the given number of pixel pairs. */
export function gathering(product: GatheredProduct, pairs: number): RenderProgram {
  const { filter, strideHeight, strideWidth, dilationHeight, dilationWidth } = product;
  const { top, left, inputDilationHeight, inputDilationWidth, relu } = product;
  return {
    key: [
      'gather',
      pairs,
      ...[filter.height, filter.width, filter.terms, filter.outputs, strideHeight, strideWidth],
      ...[dilationHeight, dilationWidth, top, left, inputDilationHeight, inputDilationWidth, relu],
    ].join(),
    textures: ['image', 'weights'],
    uniforms: {
      across: 'int',
      inHeight: 'int',
      inWidth: 'int',
      outHeight: 'int',
      outPairs: 'int',
      pairs: 'int',
    },
    results: 2 * pairs,
    source: () =>
      source(
        product,
        Array.from({ length: pairs }, (_, u) => u),
      ),
  };
}

/** @param units indices of the pixel pairs of a tile. */
function source(product: GatheredProduct, units: number[]): string {
  const { filter, strideHeight, dilationHeight, top, inputDilationHeight, inputDilationWidth, relu } =
    product;
  const quads = Math.ceil(filter.outputs / 4);
  return `
${tileFunctions}
void main() {
  ${tilePrologue(quads)}
  int pair = ${units.length} * group;
  int channelPairs = ${Math.ceil(filter.terms / 2)};
  int inPairs = (inWidth + 1) / 2;
  vec4 bias = texelFetch(weights, ivec2(quad, ${filter.height * rowsOfTaps(filter)}), 0);
  ${tileRows(units.length, 'bias')}
  vec4 w;
  ${units
    .map(
      (u) => `
  int line${u} = (pair + ${u}) / outPairs;
  int x${u} = 2 * (pair + ${u} - line${u} * outPairs);
  int image${u} = line${u} / outHeight;
  int y${u} = (line${u} - image${u} * outHeight) * ${strideHeight} - ${top};
  // After the last pair the image height is 0, so that nothing is read.
  int height${u} = int(pair + ${u} < pairs) * inHeight;`,
    )
    .join('')}
  for (int a = 0; a < ${filter.height}; a++) {
    ${units
      .map(
        (u) => `
    int virtual${u} = y${u} + a * ${dilationHeight};
    int row${u} = virtual${u}${inputDilationHeight > 1 ? ` / ${inputDilationHeight}` : ''};
    // A negative number is a very large unsigned number.
    int inside${u} = int(uint(row${u}) < uint(height${u}))${inputDilationHeight > 1 ? ` * int(row${u} * ${inputDilationHeight} == virtual${u})` : ''};
    // Outside, the width is 0, so that no column is inside.
    int width${u} = inside${u} * inWidth;
    int texel${u} = inside${u} * (image${u} * inHeight + row${u}) * inPairs;`,
      )
      .join('')}
    if (${units.map((u) => `inside${u}`).join(' + ')} == 0) continue;
    int firstRow = a * ${rowsOfTaps(filter)};
    ${inputDilationWidth === 1 ? adjacentPixels(product, units) : dilatedPixels(product, units)}
  }
  ${tileEpilogue(units.length, relu)}
}`;
}

/**
 * Adds the products of a row of taps with adjacent pixels. A texel holds two pixels and every pair begins at an even one,
 * so the parity of the pixel under each tap is known when the program is generated, and each pixel is read once.
 */
function adjacentPixels(
  { filter, strideWidth, dilationWidth, left }: GatheredProduct,
  units: number[],
): string {
  const quads = Math.ceil(filter.outputs / 4);
  const taps = tapsAtOnce(filter);
  const odd = Math.abs(left) % 2;
  const columnOf = (p: number, t: number) => strideWidth * p + dilationWidth * t + odd;
  const used = new Set<number>();
  for (let t = 0; t < taps; t++) for (const p of [0, 1]) used.add(columnOf(p, t) >> 1);
  const texels = units.flatMap((u) => Array.from(used, (j) => ({ u, j, name: `u${u}t${j}` })));
  const pixel = (u: number, p: number, t: number, channel: 0 | 1) =>
    `u${u}t${columnOf(p, t) >> 1}.${'xyzw'[2 * (columnOf(p, t) & 1) + channel]}`;

  const places = texels.map(
    ({ u, j, name }) => `
      int column${name} = x${u} * ${strideWidth} + ${2 * j - left - odd} + t * ${dilationWidth};
      bvec4 has${name} = lessThan(uvec2(column${name}, column${name} + 1), uvec2(width${u})).xxyy;
      ivec2 place${name} = placeOf(int(any(has${name})) * (texel${u} + column${name} / 2) * channelPairs, imageWidth);`,
  );
  const read = texels.map(
    ({ name }) => `
        vec4 ${name} = mix(vec4(0), texelFetch(image, place${name}, 0), has${name});
        place${name} = advance(place${name}, ivec2(1, 0), imageWidth);`,
  );
  const products = ([0, 1] as const).flatMap((channel) =>
    Array.from(
      { length: taps },
      (_, t) => `
        w = texelFetch(weights, ivec2(first + ${t * quads}, row + ${channel}), 0);
        ${units.flatMap((u) => [0, 1].map((p) => `s${2 * u + p} += ${pixel(u, p, t, channel)} * w;`)).join(' ')}`,
    ),
  );
  return `
    for (int t = 0; t < ${filter.width}; t += ${taps}) {
      ${places.join('')}
      int first = quad + t * ${quads};
      int row = firstRow;
      for (int c = 0; c < channelPairs; c++) {
        ${
          filter.terms % 2
            ? `// The last channel has no partner; the other half of its texels is undefined.
        if (c == channelPairs - 1) { ${texels.map(({ name }) => `has${name}.yw = bvec2(false);`).join(' ')} }`
            : ''
        }
        ${read.join('')}
        ${products.join('')}
        row += 2;
      }
    }`;
}

/**
 * Adds the products of a row of taps with the pixels of a dilated image: only every `inputDilationWidth`-th tap meets a
 * pixel.
 */
function dilatedPixels({ filter, left, inputDilationWidth }: GatheredProduct, units: number[]): string {
  const quads = Math.ceil(filter.outputs / 4);
  const lone = filter.terms % 2 === 1;
  const pixels = units.flatMap((u) => [0, 1].map((p) => ({ u, p, k: 2 * u + p })));
  return `
    ${pixels
      .map(
        ({ u, p, k }) => `
    int from${k} = x${u} + ${p - left};
    int tap${k} = (${inputDilationWidth} - (from${k} + ${inputDilationWidth * Math.max(0, left)}) % ${inputDilationWidth}) % ${inputDilationWidth};`,
      )
      .join('')}
    for (int t = 0; t < ${Math.ceil(filter.width / inputDilationWidth)}; t++) {
      ${pixels
        .map(
          ({ u, k }) => `
      int column${k} = (from${k} + tap${k}) / ${inputDilationWidth};
      int has${k} = int(uint(column${k}) < uint(width${u})) * int(tap${k} < ${filter.width});
      bvec2 odd${k} = bvec2((column${k} & 1) == 1), exists${k} = bvec2(has${k} == 1);
      int weight${k} = quad + has${k} * tap${k} * ${quads};
      ivec2 place${k} = placeOf(has${k} * (texel${u} + column${k} / 2) * channelPairs, imageWidth);
      tap${k} += ${inputDilationWidth};`,
        )
        .join('')}
      for (int c = 0; c < channelPairs; c++) {
        int row = firstRow + 2 * c;
        vec2 pixel;
        ${pixels
          .map(
            ({ k }) => `
        w = texelFetch(image, place${k}, 0);
        pixel = mix(vec2(0), mix(w.xy, w.zw, odd${k}), exists${k});
        ${lone ? 'if (c == channelPairs - 1) pixel.y = 0.0;' : ''}
        s${k} += pixel.x * texelFetch(weights, ivec2(weight${k}, row), 0);
        s${k} += pixel.y * texelFetch(weights, ivec2(weight${k}, row + 1), 0);
        place${k} = advance(place${k}, ivec2(1, 0), imageWidth);`,
          )
          .join('')}
      }
    }`;
}
