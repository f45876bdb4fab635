import { printable } from '@nin/checks';

/** Mean and standard deviation of each channel, of pixels / 255: a network is fed (pixel / 255 − mean) / std. */
export interface ChannelNormalization {
  /** One number for each channel, in the order of the channels: red, green, blue. */
  mean: readonly number[];
  /** One positive number for each channel. */
  std: readonly number[];
}

/** What a model is fed: shape [batch, height, width, channels], colors in the order red, green, blue. */
export interface ModelInput {
  /** Rows of an image; null where any number will do. */
  height: number | null;
  /** Columns of an image; null where any number will do. */
  width: number | null;
  /** Channels of an image. */
  channels: number;
  /** The lowest and the highest number that a normalized pixel can be. */
  range: readonly [lowest: number, highest: number];
  /** What is done to pixels before the model; `'inside'`: nothing, the model takes numbers from 0 to 255 and normalizes them. */
  normalization: ChannelNormalization | 'inside';
}

/** Where a model came from, as far as its maker says. */
export interface ModelSource {
  /** What it was trained on, such as `CIFAR-10`. */
  data?: string | undefined;
  /** Whether those images were drawn by a program: then accuracies say nothing about photographs. */
  synthetic?: boolean | undefined;
  /** Passes over the training images. Non-negative integer. */
  epochs?: number | undefined;
  /** Top-1 accuracy on images that it was not trained on, 0–1. */
  testAccuracy?: number | undefined;
  /** How many images that accuracy is of. Positive integer. */
  testImages?: number | undefined;
  /** Versions of the packages at work, by package name. */
  versions?: Readonly<Record<string, string>> | undefined;
}

/** What a saved classifier says of itself. It is JSON, in the `userDefinedMetadata` of tfjs's model files. */
export interface ModelCard {
  /** Version of this form. */
  version: 1;
  /** What the model is fed. */
  input: ModelInput;
  /** What each output is called. */
  classNames: readonly string[];
  /** What the outputs are: logits, of which softmax makes probabilities, or probabilities. */
  output: 'logits' | 'probabilities';
  /** The loss it was trained with, such as `sparseCategoricalCrossentropy`. */
  loss?: string | undefined;
  /** Where it came from. */
  source?: ModelSource | undefined;
}

/** What is wrong with a model's card: there is none, or what is there is no card of this model. */
export type ModelCardProblem = 'missing' | 'damaged';

/** A model does not say what it takes and gives, or says it in a way that cannot be right. */
export class ModelCardError extends Error {
  override readonly name = 'ModelCardError';
  /** What is wrong. */
  readonly problem: ModelCardProblem;

  constructor(problem: ModelCardProblem, message: string) {
    super(printable(message));
    this.problem = problem;
  }
}
