import type { ConvolutionGeometry } from '../../any-backend/convolution';

/** The left or the right factor of a product. */
export type Side = 'left' | 'right';

/**
 * One factor of a matrix product, read in place: a matrix, or a tensor that is indexed like one.
 *
 * A factor has terms, which the product sums over, and an outer index: the row of the left factor or the column of the
 * right factor. Its WGSL defines a struct `LeftPlace`, the values that depend only on the outer index; a function
 * `leftPlace(outer)`, which clamps the index; and `leftAt(place, term)`, which returns a `vec4f` of four adjacent numbers
 * if `vector`, else one `f32`.
 */
export interface Operand {
  /** Identifies the operand in program keys. */
  key: string;
  /** Whether adjacent numbers in memory are adjacent terms, or adjacent outer indices. */
  along: 'terms' | 'outer';
  /** Whether four adjacent numbers are read at once. Both sizes must allow it. */
  vector: boolean;
  /** Uniforms that the operand reads, besides `rows` and `terms`. */
  uniforms?: readonly string[];
  wgsl: (side: Side) => string;
}

const typeOf = (vector: boolean) => (vector ? 'vec4f' : 'f32');
const zero = (vector: boolean) => (vector ? 'vec4f()' : '0.0');
/** WGSL: the element that contains the float at an index, in a buffer of `vec4f` or `f32`. */
const element = (buffer: string, index: string, vector: boolean) =>
  vector ? `${buffer}[(${index}) / 4u]` : `${buffer}[${index}]`;
const capital = (side: Side) => (side === 'left' ? 'Left' : 'Right');
/** WGSL: the last outer index from which a read stays in bounds. */
const lastOuter = (size: string, stepsOuter: boolean) => `${size} - ${stepsOuter ? 4 : 1}u`;

/** Returns the operand of a matrix stored row by row; `along` is what a row in memory runs along. One matrix per batch. */
export function matrixOperand(along: Operand['along'], vector: boolean): Operand {
  return {
    key: `matrix-${along}${vector ? '-4' : ''}`,
    along,
    vector,
    uniforms: ['outer', 'batchStride'],
    wgsl(side) {
      const outer = `uniforms.${side}Outer`;
      const index = along === 'terms' ? 'place.start + term' : `place.start + term * ${outer}`;
      const first = `min(index, ${lastOuter(outer, vector && along === 'outer')})`;
      return `
struct ${capital(side)}Place { start: u32 }
fn ${side}Place(index: u32) -> ${capital(side)}Place {
  let start = part * uniforms.${side}BatchStride + ${first}${along === 'terms' ? ' * uniforms.terms' : ''};
  return ${capital(side)}Place(start);
}
fn ${side}At(place: ${capital(side)}Place, term: u32) -> ${typeOf(vector)} {
  return ${element(side, index, vector)};
}`;
    },
  };
}

/** Returns a convolution's sizes as WGSL constants, so that divisions by them compile to multiplications. */
export function geometryConstants(geometry: ConvolutionGeometry): string {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = geometry;
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = geometry;
  const unsigned = {
    inHeight,
    inWidth,
    inChannels,
    outHeight,
    outWidth,
    outChannels,
    filterHeight,
    filterWidth,
    strideHeight,
    strideWidth,
    padTop: padInfo.top,
    padLeft: padInfo.left,
  };
  return Object.entries(unsigned)
    .map(([name, value]) => `const ${name} = ${value}u;`)
    .join('\n');
}

/** Returns the name of {@link geometryConstants} in program keys. */
export function geometryKey(geometry: ConvolutionGeometry): string {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = geometry;
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = geometry;
  return [
    [inHeight, inWidth, inChannels].join('x'),
    [outHeight, outWidth, outChannels].join('x'),
    [filterHeight, filterWidth, strideHeight, strideWidth, padInfo.top, padInfo.left].join(','),
  ].join('→');
}

/**
 * WGSL: the pixel of an image at coordinates, or zeros outside. Coordinates are unsigned: negative ones wrap around to large
 * numbers. Without a branch: where this is inlined, some drivers would generate thousands.
 */
const pixelOrZero = (side: Side, size: 'in' | 'out', vector: boolean, condition = '') => `
  let inside = (y < ${size}Height) & (x < ${size}Width)${condition};
  let at = select(0u, ((image * ${size}Height + y) * ${size}Width + x) * ${size}Channels + channel, inside);
  return select(${zero(vector)}, ${element(side, 'at', vector)}, inside);`;

const splitTap = (channels: string) => `
  let tap = term / ${channels};
  let channel = term % ${channels};`;

/** Images with output pixels as rows, and taps and channels under the filter as terms: for the convolution itself. */
export function patchesOperand({ inChannels }: ConvolutionGeometry): Operand {
  const vector = inChannels % 4 === 0;
  return {
    key: 'patches',
    along: 'terms',
    vector,
    wgsl: (side) => `
struct ${capital(side)}Place { image: u32, y: u32, x: u32 }
fn ${side}Place(index: u32) -> ${capital(side)}Place {
  let pixel = min(index, ${lastOuter('uniforms.rows', false)});
  let y = pixel / outWidth;
  return ${capital(side)}Place(
    y / outHeight,
    y % outHeight * strideHeight - padTop,
    pixel % outWidth * strideWidth - padLeft,
  );
}
fn ${side}At(place: ${capital(side)}Place, term: u32) -> ${typeOf(vector)} {${splitTap('inChannels')}
  let image = place.image;
  let y = place.y + tap / filterWidth;
  let x = place.x + tap % filterWidth;${pixelOrZero(side, 'in', vector)}
}`,
  };
}

/** Images with taps and channels as rows and output pixels as terms: for the gradient by the filter. */
export function transposedPatchesOperand({ inChannels }: ConvolutionGeometry): Operand {
  const vector = inChannels % 4 === 0;
  return {
    key: 'patches-transposed',
    along: 'outer',
    vector,
    wgsl: (side) => `
struct ${capital(side)}Place { y: u32, x: u32, channel: u32 }
fn ${side}Place(index: u32) -> ${capital(side)}Place {
  let term = min(index, ${lastOuter('uniforms.rows', vector)});${splitTap('inChannels')}
  return ${capital(side)}Place(tap / filterWidth - padTop, tap % filterWidth - padLeft, channel);
}
fn ${side}At(place: ${capital(side)}Place, term: u32) -> ${typeOf(vector)} {
  let row = term / outWidth;
  let image = row / outHeight;
  let y = place.y + row % outHeight * strideHeight;
  let x = place.x + term % outWidth * strideWidth;
  let channel = place.channel;${pixelOrZero(side, 'in', vector)}
}`,
  };
}

/** Output gradients with input pixels as rows, and taps and output channels as terms: for the gradient by the image. */
export function errorPatchesOperand({
  outChannels,
  strideHeight,
  strideWidth,
}: ConvolutionGeometry): Operand {
  const vector = outChannels % 4 === 0;
  const strided = strideHeight > 1 || strideWidth > 1;
  // Between strides no output pixel uses this pixel with this tap.
  const onStride = '& (fromTop % strideHeight == 0u) & (fromLeft % strideWidth == 0u)';
  return {
    key: 'errors',
    along: 'terms',
    vector,
    wgsl: (side) => `
struct ${capital(side)}Place { image: u32, y: u32, x: u32 }
fn ${side}Place(index: u32) -> ${capital(side)}Place {
  let pixel = min(index, ${lastOuter('uniforms.rows', false)});
  let y = pixel / inWidth;
  return ${capital(side)}Place(y / inHeight, y % inHeight + padTop, pixel % inWidth + padLeft);
}
fn ${side}At(place: ${capital(side)}Place, term: u32) -> ${typeOf(vector)} {${splitTap('outChannels')}
  let image = place.image;
  let fromTop = place.y - tap / filterWidth;
  let fromLeft = place.x - tap % filterWidth;
  let y = fromTop / strideHeight;
  let x = fromLeft / strideWidth;${pixelOrZero(side, 'out', vector, strided ? onStride : '')}
}`,
  };
}

/** The filter with input channels as columns, taps and output channels as terms: for the gradient by the image. */
export function transposedFilterOperand({ outChannels }: ConvolutionGeometry): Operand {
  const vector = outChannels % 4 === 0;
  return {
    key: 'filter-transposed',
    along: 'terms',
    vector,
    wgsl: (side) => `
struct ${capital(side)}Place { start: u32 }
fn ${side}Place(index: u32) -> ${capital(side)}Place {
  return ${capital(side)}Place(min(index, ${lastOuter('inChannels', false)}) * outChannels);
}
fn ${side}At(place: ${capital(side)}Place, term: u32) -> ${typeOf(vector)} {${splitTap('outChannels')}
  return ${element(side, 'place.start + tap * inChannels * outChannels + channel', vector)};
}`,
  };
}
