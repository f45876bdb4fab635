import { type OptionNames, requireFraction, requireOptions, requirePositive } from '@nin/checks';
import { serialization, type Tensor } from '@tensorflow/tfjs-core';
import { adamWUpdate } from './adam-w-update';
import { KerasOptimizer, type VariableUpdate } from './keras-optimizer';
import type { VariableNames } from './variable-names';

/** Options of {@link adamW}. */
export interface AdamWOptions {
  /** Rate of the first update; `learningRate` of the optimizer changes it. Finite, zero or above. Default 1e-3. */
  learningRate?: number | undefined;
  /** What each update takes off a variable, in units of `learningRate`. Finite, zero or above. Default 0.004. */
  weightDecay?: number | undefined;
  /** Decay of the mean of gradients, in [0, 1). Default 0.9. */
  beta1?: number | undefined;
  /** Decay of the mean of squared gradients, in [0, 1). Default 0.999. */
  beta2?: number | undefined;
  /** Added to the root of the second moment, outside the root. Finite, above zero. Default 1e-7. */
  epsilon?: number | undefined;
  /** Largest norm of all gradients taken together; longer ones are scaled down. Above zero. Default: no clipping. */
  clipNorm?: number | undefined;
  /** The variables without weight decay, such as `biasAndBatchNorm`. Default: none, all decay. */
  exclude?: VariableNames | undefined;
}

const optionNames: OptionNames<AdamWOptions> = {
  learningRate: true,
  weightDecay: true,
  beta1: true,
  beta2: true,
  epsilon: true,
  clipNorm: true,
  exclude: true,
};

/** What {@link adamW} makes. */
export class AdamW extends KerasOptimizer {
  static get className(): string {
    return 'NinAdamW';
  }

  readonly #beta1: number;
  readonly #beta2: number;
  readonly #epsilon: number;

  constructor(options: AdamWOptions) {
    requireOptions('adamW: options', options, optionNames);
    const { learningRate = 1e-3, weightDecay = 0.004, clipNorm, exclude } = options;
    const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = options;
    super('adamW', ['m', 'v'], { learningRate, weightDecay, clipNorm, exclude });
    requireFraction('adamW: beta1', beta1);
    requireFraction('adamW: beta2', beta2);
    requirePositive('adamW: epsilon', epsilon);
    this.#beta1 = beta1;
    this.#beta2 = beta2;
    this.#epsilon = epsilon;
  }

  protected override update(
    value: Tensor,
    gradient: Tensor,
    state: readonly Tensor[],
    keepRate: number,
  ): VariableUpdate {
    const [beta1, beta2, epsilon, step] = [this.#beta1, this.#beta2, this.#epsilon, this.iterations + 1];
    const stepSize = (this.learningRate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
    return adamWUpdate(value, gradient, state, { stepSize, beta1, beta2, epsilon, keepRate });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), beta1: this.#beta1, beta2: this.#beta2, epsilon: this.#epsilon };
  }
}

/**
 * Adam with decoupled weight decay, as Keras 3 computes it: for `model.compile`, `minimize` or `applyGradients`.
 *
 * At update t, for a variable w with gradient g (clipped first, if asked for):
 * `w ← w − lr · weightDecay · w`, `m ← β1 · m + (1 − β1) · g`, `v ← β2 · v + (1 − β2) · g²`,
 * `w ← w − lr · sqrt(1 − β2^t) / (1 − β1^t) · m / (sqrt(v) + ε)`.
 *
 * t counts the updates of the optimizer, not of the variable. ε stands outside the root and is not bias-corrected:
 * Kingma & Ba's "epsilon hat". tfjs's own Adam corrects `v` before the root, so its ε weighs more in early steps.
 *
 * A model saved with it is loaded after {@link registerOptimizers}, in a program that has not called `adamW` before.
 *
 * @throws RangeError if a number is out of range; TypeError if an option is unknown, or `exclude` is not a
 * {@link VariableNames}.
 * @see Loshchilov & Hutter, "Decoupled Weight Decay Regularization", arXiv 1711.05101; `keras.optimizers.AdamW`.
 */
export function adamW(options: AdamWOptions = {}): AdamW {
  serialization.registerClass(AdamW);
  return new AdamW(options);
}
