import {
  eye,
  image,
  matMul,
  reshape,
  ResizeBilinear,
  ResizeNearestNeighbor,
  sum,
  type GradConfig,
  type Rank,
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

/**
 * How much of each of `from` pixels goes into each of `to`, along one axis, from the backend's own forward pass: which pixel
 * is the nearest depends on how the backend rounds.
 */
function shares(
  kind: Kind,
  from: number,
  to: number,
  { alignCorners, halfPixelCenters }: ResizeAttributes,
): Tensor2D {
  const resize = kind === 'nearest' ? image.resizeNearestNeighbor : image.resizeBilinear;
  const units = reshape<Rank.R4>(eye(from), [1, from, 1, from]);
  return reshape(resize(units, [to, 1], alignCorners, halfPixelCenters), [to, from]);
}
