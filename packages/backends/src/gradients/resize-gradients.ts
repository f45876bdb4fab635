import {
  matMul,
  reshape,
  ResizeBilinear,
  ResizeNearestNeighbor,
  sum,
  tensor2d,
  type GradConfig,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import type { TrainingGradient } from './training-gradient';

interface ResizeAttributes {
  alignCorners: boolean;
  halfPixelCenters: boolean;
}

type Kind = 'nearest' | 'bilinear';

/**
 * Gradients of resizing images, for every backend: products with the shares that pixels have in pixels, along one axis
 * and then the other. Stock's of `nearest` is wrong on cpu from the second image on, that of `bilinear` fails there unless
 * images are square, and both forget `halfPixelCenters`.
 */
export const resizeGradients: readonly TrainingGradient[] = [
  { name: ResizeNearestNeighbor, replace: (stock) => stock && resizeGradient(stock, 'nearest') },
  { name: ResizeBilinear, replace: (stock) => stock && resizeGradient(stock, 'bilinear') },
];

function resizeGradient(stock: GradConfig, kind: Kind): GradConfig {
  return {
    ...stock,
    gradFunc(dy, saved, attrs) {
      const attributes = attrs as unknown as ResizeAttributes;
      return { images: () => shrinkBack(kind, dy as Tensor, saved[0].shape, attributes) };
    },
  };
}

function shrinkBack(kind: Kind, dy: Tensor, shape: number[], attributes: ResizeAttributes): Tensor {
  const [images, height, width, channels] = shape;
  const [, outHeight, outWidth] = dy.shape;
  const [high, wide] = [outHeight / height, outWidth / width];
  const blocks = Number.isInteger(high) && Number.isInteger(wide) && !attributes.alignCorners;
  if (kind === 'nearest' && blocks) {
    // Each pixel has become a block of pixels.
    const ofRows = sum(reshape(dy, [images * height, high, outWidth * channels]), 1);
    return reshape(sum(reshape(ofRows, [images * height * width, wide, channels]), 1), shape);
  }
  const rows = shares(kind, height, outHeight, attributes);
  const columns = shares(kind, width, outWidth, attributes);
  const ofRows = matMul(rows, reshape(dy, [images, outHeight, outWidth * channels]), true);
  const ofColumns = matMul(columns, reshape(ofRows, [images * height, outWidth, channels]), true);
  return reshape(ofColumns, shape);
}

/** How much of each of `from` pixels goes into each of `to`, along one axis, as stock's kernels choose them. */
function shares(
  kind: Kind,
  from: number,
  to: number,
  { alignCorners, halfPixelCenters }: ResizeAttributes,
): Tensor2D {
  const ratio = alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to;
  const parts = new Float32Array(to * from);
  for (let place = 0; place < to; place++) {
    const center = halfPixelCenters ? ratio * (place + 0.5) : ratio * place;
    const row = place * from;
    if (kind === 'nearest') {
      parts[row + Math.min(from - 1, alignCorners ? Math.round(center) : Math.floor(center))] = 1;
      continue;
    }
    const at = Math.min(from - 1, Math.max(0, halfPixelCenters ? center - 0.5 : center));
    const first = Math.floor(at);
    parts[row + first] += 1 - (at - first);
    parts[row + Math.min(from - 1, first + 1)] += at - first;
  }
  return tensor2d(parts, [to, from]);
}
