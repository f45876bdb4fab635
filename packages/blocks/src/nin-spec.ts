import type { Activation } from './activation';
import type { KernelInitializer } from './kernel-initializer';

/** Batch normalization's own settings. */
export interface BatchNormOptions {
  /** Share of the old moving average kept at each update, in [0, 1). Default 0.99, as in Keras. */
  momentum?: number | undefined;
  /** Added to the variance before its square root is taken. Above zero. Default 0.001, as in Keras. */
  epsilon?: number | undefined;
}

/** One k×k convolution and the 1×1 convolutions behind it. */
export interface BlockOptions {
  /** Channels the k×k convolution gives. Positive integer up to 1,000,000. */
  filters: number;
  /** Side of the convolution's square kernel. Positive integer up to 1,024. */
  kernelSize: number;
  /** Step of the convolution, both ways. Positive integer up to 1,000,000. Default 1. */
  strides?: number | undefined;
  /** `'same'` gives ⌈size / strides⌉, `'valid'` (no padding) ⌊(size − kernelSize) / strides⌋ + 1. Default `'same'`. */
  padding?: 'same' | 'valid' | undefined;
  /**
   * How many 1×1 convolutions follow. Non-negative integer up to 100. Default 2, the paper's; the lecture's text says
   * two, its code has three. If `mlpFilters` is an array, its length.
   */
  mlpLayers?: number | undefined;
  /** Channels of the 1×1 convolutions, up to 1,000,000: one number for all, or one each. Default `filters`. */
  mlpFilters?: number | readonly number[] | undefined;
  /** What follows every convolution of the block. Default `'relu'`. */
  activation?: Activation | undefined;
  /**
   * What follows the last convolution of the block instead. Default `activation`.
   * `'linear'` in a network's last block leaves the logits free to be negative; with ReLU, as in the lecture and the
   * paper, a class whose logit is 0 at every pixel gets no gradient.
   */
  outputActivation?: Activation | undefined;
  /** Batch normalization between every convolution and its activation. The convolutions keep their bias. Default false. */
  batchNorm?: boolean | BatchNormOptions | undefined;
  /** How the kernels are drawn at first. Biases start at zero. Default `'glorotUniform'`, as in Keras. */
  kernelInitializer?: KernelInitializer | undefined;
}

/** Pooling after a block. */
export interface PoolSpec {
  kind: 'max' | 'average';
  /** Side of the square window. Positive integer up to 1,000,000. */
  size: number;
  /** Step of the window. Positive integer up to 1,000,000. Default `size`. */
  strides?: number | undefined;
  /** As in {@link BlockOptions.padding}; padded places never enter a maximum or an average. Default `'valid'`. */
  padding?: 'same' | 'valid' | undefined;
}

/** A block of a network, then its pooling, then its dropout. */
export interface BlockSpec extends BlockOptions {
  /** Default none. */
  pool?: PoolSpec | undefined;
  /** Share of numbers set to zero in training, in [0, 1). Default 0, which is no dropout layer at all. */
  dropout?: number | undefined;
}

/**
 * A Network in Network as data: JSON in, JSON out. Spread it and change it.
 *
 * The channels the last block gives are the classes.
 */
export interface NinSpec {
  /** `[height, width, channels]` of one image. Positive integers up to 1,000,000. */
  inputShape: readonly number[];
  /** At least one, with at most 500 convolutions in all: TensorFlow.js has a limit to the depth of a model. */
  blocks: readonly BlockSpec[];
  /** Global average pooling: the mean of each channel's map is that class's logit. There is no other head. */
  head: 'globalAverage';
}
