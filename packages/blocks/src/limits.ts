/**
 * Upper limits of specs, far above any network in use. Without them a number with a few digits too many crashes the process:
 * it runs out of memory or exceeds the maximum call stack size.
 */
export const limits = {
  /**
   * Layers in all blocks of a network. TensorFlow.js sorts layers by recursion, which overflows the stack between 4,000 and 5,000
   * layers.
   */
  layers: 2500,
  /** 1×1 convolutions per block. */
  mlpLayers: 100,
  /** Channels of an image or a map. */
  channels: 1_000_000,
  /** Height and width of an image, pooling windows, and strides. */
  side: 1_000_000,
  kernelSize: 1024,
  /** Parameters of a model built by `nin`: 1 GiB. */
  params: 2 ** 28,
  /** Images per batch: the limit of TensorFlow.js. */
  batchSize: 2 ** 31 - 1,
  /** Values an optimizer keeps per parameter. */
  optimizerSlots: 100,
} as const;
