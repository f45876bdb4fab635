import { printable } from '@nin/checks';

/** Mean and standard deviation per channel of pixels / 255: the model's input is (pixel / 255 − mean) / std. */
export interface ChannelNormalization {
  /** One finite number per channel, in the order of the channels: red, green, blue. */
  mean: readonly number[];
  /** One positive number per channel. */
  std: readonly number[];
}

/** Input of a model: images [batch, height, width, channels], channels in the order red, green, blue. */
export interface ModelInput {
  /** Height in pixels; null for any height. */
  height: number | null;
  /** Width in pixels; null for any width. */
  width: number | null;
  /** Channels per pixel. */
  channels: number;
  /** Minimum and maximum of a normalized pixel. */
  range: readonly [lowest: number, highest: number];
  /** Normalization before the model; `'inside'` if the model takes numbers from 0 to 255 and normalizes them itself. */
  normalization: ChannelNormalization | 'inside';
}

/** Origin of a model, as stated by its author. */
export interface ModelSource {
  /** Name of the training data, such as `CIFAR-10`. */
  data?: string | undefined;
  /** Whether the images are synthetic, so that the accuracy does not apply to photographs. */
  synthetic?: boolean | undefined;
  /** Epochs of training. Non-negative integer. */
  epochs?: number | undefined;
  /** Top-1 accuracy on test images, 0–1. */
  testAccuracy?: number | undefined;
  /** Number of test images. Positive integer. */
  testImages?: number | undefined;
  /** Versions of the packages used, by package name. */
  versions?: Readonly<Record<string, string>> | undefined;
}

/** Description of a classifier that is saved with it: JSON in the `userDefinedMetadata` of tfjs's model files. */
export interface ModelCard {
  /** Version of this format. */
  version: 1;
  /** Input of the model. */
  input: ModelInput;
  /** Class name of each output. */
  classNames: readonly string[];
  /** Kind of outputs: logits, to which softmax must be applied, or probabilities. */
  output: 'logits' | 'probabilities';
  /** Name of the training loss, such as `sparseCategoricalCrossentropy`. */
  loss?: string | undefined;
  /** Origin of the model. */
  source?: ModelSource | undefined;
}

/** Problem with a model's card: it is missing, or damaged, of an unknown version or of another model. */
export type ModelCardProblem = 'missing' | 'damaged';

/** Thrown if a model has no card, or an invalid one. */
export class ModelCardError extends Error {
  override readonly name = 'ModelCardError';
  /** The problem. */
  readonly problem: ModelCardProblem;

  constructor(problem: ModelCardProblem, message: string) {
    super(printable(message));
    this.problem = problem;
  }
}
