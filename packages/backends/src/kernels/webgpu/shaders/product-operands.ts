import type { ConvolutionGeometry } from '../../shared/convolution';

/** Which factor of a product. */
export type Side = 'left' | 'right';

/**
 * One factor of a matrix product, read from where it lies: a matrix, or a tensor that only looks like one.
 *
 * A factor has terms, which the product sums over, and an outer index: the row of the left factor, the column of the
 * right one. Its WGSL gives a struct `LeftPlace`, what is known of an outer index before the sum begins; a function
 * `leftPlace(outer)`, which takes an index past the end for the last; and `leftAt(place, term)`: a `vec4f` of four
 * neighbours if `vector`, else one `f32`.
 */
export interface Operand {
  /** Tells it from other operands in the keys of programs. */
  key: string;
  /** Whether neighbours in memory are neighbours in the sum, or in the outer index. */
  along: 'terms' | 'outer';
  /** Whether four neighbours are read at once. Both sizes must allow it. */
  vector: boolean;
  /** Uniforms it reads, besides `rows` and `terms`. */
  uniforms?: readonly string[];
  wgsl: (side: Side) => string;
}

const typeOf = (vector: boolean) => (vector ? 'vec4f' : 'f32');
const zero = (vector: boolean) => (vector ? 'vec4f()' : '0.0');
/** The element that holds the float at an index, in a buffer of `vec4f` or `f32`. */
const element = (buffer: string, index: string, vector: boolean) =>
  vector ? `${buffer}[(${index}) / 4u]` : `${buffer}[${index}]`;
const capital = (side: Side) => (side === 'left' ? 'Left' : 'Right');
/** The last outer index from which a read does not pass the end. */
const lastOuter = (size: string, stepsOuter: boolean) => `${size} - ${stepsOuter ? 4 : 1}u`;

/** A matrix in memory, row by row; `along` says whether a row of memory is a run of terms. One for each batch. */
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

/** WGSL constants of a convolution, so that divisions by them compile to multiplications. */
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

/** Names the constants of {@link geometryConstants} in keys of programs. */
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
 * WGSL: the pixel of an image at coordinates, or zeros outside. Coordinates are unsigned: those before the first wrap
 * around and lie past the last. There is no branch, of which some drivers make thousands where this is inlined.
 */
const pixelOrZero = (side: Side, size: 'in' | 'out', vector: boolean, condition = '') => `
  let inside = (y < ${size}Height) & (x < ${size}Width)${condition};
  let at = select(0u, ((image * ${size}Height + y) * ${size}Width + x) * ${size}Channels + channel, inside);
  return select(${zero(vector)}, ${element(side, 'at', vector)}, inside);`;

const splitTap = (channels: string) => `
  let tap = term / ${channels};
  let channel = term % ${channels};`;

/** Images as rows of output pixels, with taps and channels under the filter as terms: for the convolution itself. */
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

/** Errors as rows of input pixels, with taps and output channels as terms: for the gradient by the image. */
export function errorPatchesOperand({
  outChannels,
  strideHeight,
  strideWidth,
}: ConvolutionGeometry): Operand {
  const vector = outChannels % 4 === 0;
  const strided = strideHeight > 1 || strideWidth > 1;
  // Between strides no output looked at this pixel through this tap.
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
