import { requireOptions, shown, type OptionNames } from '@nin/checks';
import type { layers } from '@tensorflow/tfjs-layers';
import { blockFields, blockLayers } from './block-layers';
import type { BlockOptions } from './nin-spec';

/** Options of {@link ninBlock}. */
export interface NinBlockOptions extends BlockOptions {
  /**
   * What the layers' names begin with: `name/conv`, `name/mlp1`, `name/mlp2` … and, with batch normalization,
   * `name/conv/bn` and `name/conv/relu` behind `name/conv`. Must differ between the blocks of one model.
   * Without it TensorFlow.js names the layers.
   */
  name?: string | undefined;
  /** Makes the initial kernels the same every time. Integer. Default: others every time. */
  seed?: number | undefined;
  /** `[height, width, channels]`, only for the block a Sequential model begins with. */
  inputShape?: readonly number[] | undefined;
}

const fields: OptionNames<NinBlockOptions> = {
  ...blockFields,
  name: true,
  seed: true,
  inputShape: true,
};

/**
 * The layers of one Network-in-Network block: a k×k convolution over pixels, then 1×1 convolutions over channels.
 *
 * A 1×1 convolution is one perceptron layer applied at every pixel. The layers are ordinary ones of TensorFlow.js,
 * not yet built: add them to a Sequential model, or apply them one after another.
 * [batch, height, width, channels] → [batch, ⌈height / strides⌉, ⌈width / strides⌉, width of the last 1×1 convolution].
 *
 * @throws RangeError or TypeError if an option is out of range.
 * @see Lin, Chen & Yan, "Network In Network", arXiv 1312.4400, section 3.1.
 */
export function ninBlock(options: NinBlockOptions): layers.Layer[] {
  requireOptions('ninBlock: options', options, fields);
  const { name, seed, inputShape, ...block } = options;
  if (name !== undefined && (typeof name !== 'string' || name === '')) {
    throw new TypeError(`ninBlock: name must be a string with at least one letter, got ${shown(name)}`);
  }
  return blockLayers('ninBlock', block, { name, seed, inputShape });
}
