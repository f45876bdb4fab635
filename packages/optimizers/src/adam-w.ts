import { type OptionNames, requireFraction, requireOptions, requirePositive } from '@nin/checks';
import { serialization, type Tensor } from '@tensorflow/tfjs-core';
import { adamWUpdate } from './adam-w-update';
import { KerasOptimizer, type VariableUpdate } from './keras-optimizer';
import type { VariableNames } from './variable-names';

/** Options of {@link adamW}. */
export interface AdamWOptions {
  /** Initial learning rate; change it by setting the optimizer's `learningRate`. Finite, zero or above. Default 1e-3. */
  learningRate?: number | undefined;
  /** Fraction of a variable subtracted per update, in units of `learningRate`. Finite, zero or above. Default 0.004. */
  weightDecay?: number | undefined;
  /** Decay rate of the mean of gradients, in [0, 1). Default 0.9. */
  beta1?: number | undefined;
  /** Decay rate of the mean of squared gradients, in [0, 1). Default 0.999. */
  beta2?: number | undefined;
  /** Added to the square root of the second moment. Finite, above zero. Default 1e-7. */
  epsilon?: number | undefined;
  /** Maximum norm of all gradients together; if it is larger, they are scaled down. Above zero. Default: no clipping. */
  clipNorm?: number | undefined;
  /** Variables without weight decay, such as `biasAndBatchNorm`. Default: none. */
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

/** Optimizer returned by {@link adamW}. */
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
 * Returns an AdamW optimizer, Adam with decoupled weight decay as in Keras 3, for `model.compile`, `minimize` or
 * `applyGradients`.
 *
 * At update t, for a variable w with gradient g (after clipping):
 * `w ← w − lr · weightDecay · w`, `m ← β1 · m + (1 − β1) · g`, `v ← β2 · v + (1 − β2) · g²`,
 * `w ← w − lr · sqrt(1 − β2^t) / (1 − β1^t) · m / (sqrt(v) + ε)`.
 *
 * t counts the updates of the optimizer, not of the variable. ε is added outside the root and is not bias-corrected: the
 * "epsilon hat" of Kingma & Ba. tfjs's own Adam corrects `v` before the root, so its ε has more effect in early steps.
 *
 * To load a model saved with this optimizer, call {@link registerOptimizers} first unless the program has called `adamW`.
 *
 * @throws RangeError if a number is out of range; TypeError if an option is unknown, or `exclude` is not a
 * {@link VariableNames}.
 * @see Loshchilov & Hutter, "Decoupled Weight Decay Regularization", arXiv 1711.05101; `keras.optimizers.AdamW`.
 */
export function adamW(options: AdamWOptions = {}): AdamW {
  serialization.registerClass(AdamW);
  return new AdamW(options);
}
