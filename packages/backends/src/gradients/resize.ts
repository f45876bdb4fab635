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
 * Gradients of image resizing on every backend: matrix products with the interpolation weights along each axis. On cpu
 * stock's gradient of `nearest` is wrong from the second image on, and that of `bilinear` throws unless images are square;
 * both ignore `halfPixelCenters` on every backend.
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
    // Each pixel was enlarged to a block of pixels.
    const ofRows = sum(reshape(dy, [images * height, high, outWidth * channels]), 1);
    return reshape(sum(reshape(ofRows, [images * height * width, wide, channels]), 1), shape);
  }
  const rows = weights(kind, height, outHeight, attributes);
  const columns = weights(kind, width, outWidth, attributes);
  const ofRows = matMul(rows, reshape(dy, [images, outHeight, outWidth * channels]), true);
  const ofColumns = matMul(columns, reshape(ofRows, [images * height, outWidth, channels]), true);
  return reshape(ofColumns, shape);
}

/**
 * Returns the interpolation weights [to, from] along one axis, computed by the backend's own forward pass: which pixel is
 * nearest depends on how the backend rounds.
 */
function weights(
  kind: Kind,
  from: number,
  to: number,
  { alignCorners, halfPixelCenters }: ResizeAttributes,
): Tensor2D {
  const resize = kind === 'nearest' ? image.resizeNearestNeighbor : image.resizeBilinear;
  const units = reshape<Rank.R4>(eye(from), [1, from, 1, from]);
  return reshape(resize(units, [to, 1], alignCorners, halfPixelCenters), [to, from]);
}
