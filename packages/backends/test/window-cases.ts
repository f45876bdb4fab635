import type { backend_util } from '@tensorflow/tfjs-core';
import type { WindowSizes } from '../src/self-check/reference-windows';
import type { CaseSource } from './random-cases';

/** Explicit padding: rows above and below, columns left and right. */
export type Padding = 'same' | 'valid' | [number, number, number, number];

/** A convolution or a pooling as a test case. */
export interface WindowCase {
  /** Batch, height, width, channels. */
  input: [number, number, number, number];
  /** Height and width, then the sizes specific to the operation. */
  filter: [number, number, ...number[]];
  strides: [number, number];
  padding: Padding;
  dilations?: [number, number];
}

/** Padding as in TensorFlow: `same` gives ceil(n / stride) outputs, with the odd pixel of padding at the end. */
export function windowSizes({
  input,
  filter,
  strides,
  padding,
  dilations = [1, 1],
}: WindowCase): WindowSizes {
  const [batch, inHeight, inWidth] = input;
  const axis = (which: 0 | 1, before: number, after: number) => {
    const size = input[1 + which];
    const span = (filter[which] - 1) * dilations[which] + 1;
    const stride = strides[which];
    if (padding !== 'same') return { out: Math.floor((size + before + after - span) / stride) + 1, before };
    const out = Math.ceil(size / stride);
    return { out, before: Math.floor(Math.max(0, (out - 1) * stride + span - size) / 2) };
  };
  const [top, bottom, left, right] = typeof padding === 'string' ? [0, 0, 0, 0] : padding;
  const rows = axis(0, top, bottom);
  const columns = axis(1, left, right);
  return {
    batch,
    inHeight,
    inWidth,
    filterHeight: filter[0],
    filterWidth: filter[1],
    outHeight: rows.out,
    outWidth: columns.out,
    strideHeight: strides[0],
    strideWidth: strides[1],
    dilationHeight: dilations[0],
    dilationWidth: dilations[1],
    top: rows.before,
    left: columns.before,
  };
}

/** tfjs-core rejects explicit padding unless the window fits. */
export function windowFits(one: WindowCase): boolean {
  const { outHeight, outWidth } = windowSizes(one);
  return outHeight > 0 && outWidth > 0;
}

/** Converts a padding to tfjs's format. */
export function tfPadding(padding: Padding): 'same' | 'valid' | backend_util.ExplicitPadding {
  if (typeof padding === 'string') return padding;
  const [top, bottom, left, right] = padding;
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

/** `same`, `valid`, or up to three rows or columns on each side. */
export function randomPadding({ between, oneOf }: CaseSource): Padding {
  const most = between(0, 3);
  const explicit: Padding = [between(0, most), between(0, most), between(0, most), between(0, most)];
  return oneOf<Padding>(['same', 'valid', explicit]);
}

/** Returns the title of a test. */
export function windowTitle({ input, filter, strides, padding, dilations }: WindowCase): string {
  const apart = dilations ? ` dilated ${dilations}` : '';
  return `[${input}] under ${filter.join('×')} /${strides} ${padding.toString()}${apart}`;
}
