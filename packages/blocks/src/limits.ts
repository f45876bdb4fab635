/**
 * Upper ends of what a spec may ask for, far above any network in use. Without them a number with a few digits too many
 * ends the process, in a list or a tensor that no memory holds, or in "Maximum call stack size exceeded".
 */
export const limits = {
  /**
   * Layers in all blocks of a network. TensorFlow.js finds the order of layers by recursion, which overflows the stack between
   * 4,000 and 5,000 layers.
   */
  layers: 2500,
  /** 1×1 convolutions in one block. */
  mlpLayers: 100,
  /** Channels of an image or a map. */
  channels: 1_000_000,
  /** Height and width of an image, windows of poolings, and steps of any window. */
  side: 1_000_000,
  kernelSize: 1024,
  /** Numbers that `nin` draws: 1 GiB. */
  params: 2 ** 28,
  /** Images in a batch, as TensorFlow.js counts them. */
  batchSize: 2 ** 31 - 1,
  /** Numbers an optimizer keeps for each parameter. */
  optimizerSlots: 100,
} as const;
