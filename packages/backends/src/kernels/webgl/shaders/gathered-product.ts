import type { RenderProgram } from '../../../webgl/render-program';
import { rowsOfTaps, tapsAtOnce, type ArrangedFilter } from './arranged-filter';
import { tileEpilogue, tileFunctions, tilePrologue, tileRows } from './tiles';

/** A window that slides over images, as convolutions and their gradients by the image need it. */
export interface GatheredProduct {
  filter: ArrangedFilter;
  /** Swaps the filter's channels and turns it by 180°. */
  turned: boolean;
  images: number;
  inHeight: number;
  inWidth: number;
  outHeight: number;
  outWidth: number;
  strideHeight: number;
  strideWidth: number;
  dilationHeight: number;
  dilationWidth: number;
  /** Pixels before the first row and column; may be negative. */
  top: number;
  left: number;
  /** The image is read as if there were zeros between its pixels: its pixels stand that far apart. Usually 1. */
  apartHeight: number;
  apartWidth: number;
  relu: boolean;
}

/** The program that fills tiles of a gathered product, each of so many pairs of pixels. */
export function gathering(product: GatheredProduct, pairs: number): RenderProgram {
  const { filter, strideHeight, strideWidth, dilationHeight, dilationWidth } = product;
  const { top, left, apartHeight, apartWidth, relu } = product;
  return {
    key: [
      'gather',
      pairs,
      ...[filter.height, filter.width, filter.terms, filter.outputs, strideHeight, strideWidth],
      ...[dilationHeight, dilationWidth, top, left, apartHeight, apartWidth, relu],
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

/** @param units the pairs of pixels of a tile. */
function source(product: GatheredProduct, units: number[]): string {
  const { filter, strideHeight, dilationHeight, top, apartHeight, apartWidth, relu } = product;
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
  // Beyond the last pair, images have no rows.
  int height${u} = int(pair + ${u} < pairs) * inHeight;`,
    )
    .join('')}
  for (int a = 0; a < ${filter.height}; a++) {
    ${units
      .map(
        (u) => `
    int virtual${u} = y${u} + a * ${dilationHeight};
    int row${u} = virtual${u}${apartHeight > 1 ? ` / ${apartHeight}` : ''};
    // What is below zero is a very large number without a sign.
    int inside${u} = int(uint(row${u}) < uint(height${u}))${apartHeight > 1 ? ` * int(row${u} * ${apartHeight} == virtual${u})` : ''};
    // Outside, all columns are beyond the width.
    int width${u} = inside${u} * inWidth;
    int texel${u} = inside${u} * (image${u} * inHeight + row${u}) * inPairs;`,
      )
      .join('')}
    if (${units.map((u) => `inside${u}`).join(' + ')} == 0) continue;
    int firstRow = a * ${rowsOfTaps(filter)};
    ${apartWidth === 1 ? neighbours(product, units) : scattered(product, units)}
  }
  ${tileEpilogue(units.length, relu)}
}`;
}

/**
 * Adds the products of a row of taps with pixels that lie beside each other. A texel is two of them, the first of a pair
 * is even, and so the parity of what is under each tap is known as the program is written: each pixel is read once.
 */
function neighbours({ filter, strideWidth, dilationWidth, left }: GatheredProduct, units: number[]): string {
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
            ? `// The last channel stands alone; the other half of its texels is anything.
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
 * Adds the products of a row of taps with pixels that have zeros between them. Only each so manieth tap of a pixel meets
 * one, other taps for other pixels.
 */
function scattered({ filter, left, apartWidth }: GatheredProduct, units: number[]): string {
  const quads = Math.ceil(filter.outputs / 4);
  const lone = filter.terms % 2 === 1;
  const pixels = units.flatMap((u) => [0, 1].map((p) => ({ u, p, k: 2 * u + p })));
  return `
    ${pixels
      .map(
        ({ u, p, k }) => `
    int from${k} = x${u} + ${p - left};
    int tap${k} = (${apartWidth} - (from${k} + ${apartWidth * Math.max(0, left)}) % ${apartWidth}) % ${apartWidth};`,
      )
      .join('')}
    for (int t = 0; t < ${Math.ceil(filter.width / apartWidth)}; t++) {
      ${pixels
        .map(
          ({ u, k }) => `
      int column${k} = (from${k} + tap${k}) / ${apartWidth};
      int has${k} = int(uint(column${k}) < uint(width${u})) * int(tap${k} < ${filter.width});
      bvec2 odd${k} = bvec2((column${k} & 1) == 1), exists${k} = bvec2(has${k} == 1);
      int weight${k} = quad + has${k} * tap${k} * ${quads};
      ivec2 place${k} = placeOf(has${k} * (texel${u} + column${k} / 2) * channelPairs, imageWidth);
      tap${k} += ${apartWidth};`,
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
