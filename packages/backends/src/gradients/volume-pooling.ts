import {
  AvgPool3D,
  AvgPoolGrad,
  MaxPool,
  MaxPool3D,
  MaxPoolGrad,
  reshape,
  zeros,
  zerosLike,
  type GradConfig,
  type Tensor,
} from '@tensorflow/tfjs-core';
import {
  poolImages,
  poolingSteps,
  type PoolingSteps,
  type VolumePoolAttributes,
} from '../kernels/any-backend/volume-pooling';
import type { TrainingGradient } from './training-gradient';

type VolumeGradient = (dy: Tensor, saved: Tensor[], steps: PoolingSteps) => Tensor;

/**
 * Gradients of 3-D pooling on every backend, from the gradients of 2-D pooling: first along depth, then in the planes.
 * Stock shifts the windows where a `same` stride exceeds the window, and its average pooling divides by voxels outside the
 * volume.
 */
export const volumePoolingGradients: readonly TrainingGradient[] = [
  { name: MaxPool3D, replace: (stock) => stock && ofImages(stock, maxGradient) },
  { name: AvgPool3D, replace: (stock) => stock && ofImages(stock, averageGradient) },
];

function ofImages(stock: GradConfig, gradient: VolumeGradient): GradConfig {
  return {
    ...stock,
    gradFunc(dy, saved, attributes) {
      const error = dy as Tensor;
      const steps = poolingSteps(attributes as unknown as VolumePoolAttributes);
      return { x: () => (error.size === 0 ? zerosLike(saved[0]) : gradient(error, saved, steps)) };
    },
  };
}

/** Of equal voxels, the first in the first plane is also the first in the box. */
function maxGradient(dy: Tensor, [x, y]: Tensor[], { planes, depth }: PoolingSteps): Tensor {
  const { images, columns, places } = views(x, dy);
  const input = reshape(x, images);
  const output = poolImages(MaxPool, { x: input }, planes);
  const ofDepth = poolImages(
    MaxPoolGrad,
    { dy: reshape(dy, places), input: reshape(output, columns), output: reshape(y, places) },
    depth,
  );
  const ofPlanes = { dy: reshape(ofDepth, output.shape), input, output };
  return reshape(poolImages(MaxPoolGrad, ofPlanes, planes), x.shape);
}

function averageGradient(dy: Tensor, [x]: Tensor[], { planes, depth }: PoolingSteps): Tensor {
  const { images, columns, places, pooled } = views(x, dy);
  // The kernel reads only the shape of its input.
  const ofDepth = poolImages(AvgPoolGrad, { dy: reshape(dy, places), input: zeros(columns) }, depth);
  const ofPlanes = { dy: reshape(ofDepth, pooled), input: reshape(x, images) };
  return reshape(poolImages(AvgPoolGrad, ofPlanes, planes), x.shape);
}

/** Returns the image shapes for pooling in the planes and along depth. */
function views(x: Tensor, dy: Tensor): Record<'images' | 'pooled' | 'columns' | 'places', number[]> {
  const [volumes, depth, height, width, channels] = x.shape;
  const [, outDepth, outHeight, outWidth] = dy.shape;
  return {
    images: [volumes * depth, height, width, channels],
    pooled: [volumes * depth, outHeight, outWidth, channels],
    columns: [volumes, depth, outHeight * outWidth, channels],
    places: [volumes, outDepth, outHeight * outWidth, channels],
  };
}
