import {
  add,
  engine,
  getBackend,
  getKernel,
  moments,
  mul,
  ones,
  reshape,
  rsqrt,
  sub,
  tidy,
  zeros,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { BatchNormTraining } from '../kernels/added-kernels';
import { wrapLayer } from './layer-class';

/** A weight of tfjs-layers. */
interface Weight {
  read(): Tensor;
  write(value: Tensor): unknown;
}

interface BatchNormalizationLayer {
  axis: number;
  momentum: number;
  epsilon: number;
  /** Undefined if the layer does not scale. */
  gamma: Weight | undefined;
  /** Undefined if the layer does not center. */
  beta: Weight | undefined;
  movingMean: Weight;
  movingVariance: Weight;
}

/**
 * Batch normalization in training with one forward and one backward kernel; stock uses about thirty kernels.
 *
 * Without such a kernel the stock layer runs, except in the cases it does not support: a layer without scale or center
 * (stock fails to compute the gradient), an axis other than the last (stock's outputs are wrong), more than four axes.
 */
export const batchNormalizationLayer = wrapLayer<BatchNormalizationLayer>('BatchNormalization', (stock) => {
  return function call(inputs, options) {
    const { gamma, beta, epsilon } = this;
    const x = (Array.isArray(inputs) ? inputs[0] : inputs) as Tensor;
    const training = options.training === true;
    const axis = this.axis < 0 ? this.axis + x.rank : this.axis;
    const overLastAxis = axis === x.rank - 1;
    if (x.dtype !== 'float32') return stock.call(this, inputs, options);
    // Second-order gradients use stock kernels, which are differentiable twice.
    const firstOrder = engine().state.gradientDepth <= 1;
    if (training && overLastAxis && firstOrder && getKernel(BatchNormTraining, getBackend())) {
      return tidy(() => trainInOneKernel(this, x));
    }
    if (overLastAxis && x.rank <= 4 && gamma && beta) return stock.call(this, inputs, options);
    const parts: NormalizationParts = { axis, epsilon, scale: gamma?.read(), offset: beta?.read() };
    return tidy(() => (training ? trainComposed(this, x, parts) : normalizeBy(x, averagesOf(this), parts)));
  };
});

function trainInOneKernel(layer: BatchNormalizationLayer, x: Tensor): Tensor {
  const { gamma, beta, movingMean, movingVariance, epsilon, momentum } = layer;
  const channels = x.shape.slice(-1);
  const tensors = {
    x,
    scale: gamma?.read() ?? ones(channels),
    offset: beta?.read() ?? zeros(channels),
    movingMean: movingMean.read(),
    movingVariance: movingVariance.read(),
  };
  const results = engine().runKernel<Tensor[]>(BatchNormTraining, tensors, { epsilon, momentum });
  const [y, , , nextMean, nextVariance] = results;
  movingMean.write(nextMean);
  movingVariance.write(nextVariance);
  return y;
}

function trainComposed(layer: BatchNormalizationLayer, x: Tensor, parts: NormalizationParts): Tensor {
  const { movingMean, movingVariance, momentum } = layer;
  const batch = momentsBut(x, parts.axis);
  const move = (average: Weight, value: Tensor) => {
    const before = average.read();
    average.write(sub(before, mul(sub(before, value), 1 - momentum)));
  };
  move(movingMean, batch.mean);
  move(movingVariance, batch.variance);
  return normalizeBy(x, batch, parts);
}

function averagesOf({ movingMean, movingVariance }: BatchNormalizationLayer) {
  return { mean: movingMean.read(), variance: movingVariance.read() };
}

/** The parameters of a normalization; `scale` and `offset` are undefined where a layer has none. */
export interface NormalizationParts {
  axis: number;
  epsilon: number;
  scale: Tensor | undefined;
  offset: Tensor | undefined;
}

/** Returns the mean and the (biased) variance over all axes but one, as vectors along that axis. */
export function momentsBut(x: Tensor, axis: number): { mean: Tensor; variance: Tensor } {
  const others = x.shape.map((_, i) => i).filter((i) => i !== axis);
  return moments(x, others);
}

/**
 * Returns `(x − mean) / √(variance + ε) · scale + offset` along any axis, composed of differentiable operations. The stock
 * kernel supports only the last axis, and needs both scale and offset.
 */
export function normalizeBy(
  x: Tensor,
  { mean, variance }: { mean: Tensor; variance: Tensor },
  { axis, epsilon, scale, offset }: NormalizationParts,
): Tensor {
  const along = (vector: Tensor) =>
    reshape(
      vector,
      x.shape.map((size, i) => (i === axis ? size : 1)),
    );
  const r = rsqrt(add(variance, epsilon));
  const factor = scale ? mul(r, scale) : r;
  const normalized = mul(sub(x, along(mean)), along(factor));
  return offset ? add(normalized, along(offset)) : normalized;
}
