import { type OptionNames, requireBoolean, requireFraction, requireOptions } from '@nin/checks';
import { serialization, type Tensor } from '@tensorflow/tfjs-core';
import { KerasOptimizer, type VariableUpdate } from './keras-optimizer';
import { sgdUpdate } from './sgd-update';
import type { VariableNames } from './variable-names';

/** Options of {@link sgd}. */
export interface SgdOptions {
  /** Rate of the first update; `learningRate` of the optimizer changes it. Finite, zero or above. Default 0.01. */
  learningRate?: number | undefined;
  /** How much of the last move is made again, in [0, 1). Default 0. */
  momentum?: number | undefined;
  /** Take the gradient as if the momentum's move were made already. Default false. */
  nesterov?: boolean | undefined;
  /** What each update takes off a variable, in units of `learningRate`. Finite, zero or above. Default 0. */
  weightDecay?: number | undefined;
  /** Largest norm of all gradients taken together; longer ones are scaled down. Above zero. Default: no clipping. */
  clipNorm?: number | undefined;
  /** The variables without weight decay, such as `biasAndBatchNorm`. Default: none, all decay. */
  exclude?: VariableNames | undefined;
}

const optionNames: OptionNames<SgdOptions> = {
  learningRate: true,
  momentum: true,
  nesterov: true,
  weightDecay: true,
  clipNorm: true,
  exclude: true,
};

/** What {@link sgd} makes. */
export class Sgd extends KerasOptimizer {
  static get className(): string {
    return 'NinSgd';
  }

  readonly #momentum: number;
  readonly #nesterov: boolean;

  constructor(options: SgdOptions) {
    requireOptions('sgd: options', options, optionNames);
    const { learningRate = 0.01, momentum = 0, nesterov = false, weightDecay = 0 } = options;
    const { clipNorm, exclude } = options;
    // Not "momentum", as tfjs calls its own: that one holds gradients, with the other sign and without the rate.
    super('sgd', momentum === 0 ? [] : ['velocity'], { learningRate, weightDecay, clipNorm, exclude });
    requireFraction('sgd: momentum', momentum);
    requireBoolean('sgd: nesterov', nesterov);
    this.#momentum = momentum;
    this.#nesterov = nesterov;
  }

  protected override update(
    value: Tensor,
    gradient: Tensor,
    state: readonly Tensor[],
    keepRate: number,
  ): VariableUpdate {
    const { learningRate } = this;
    return sgdUpdate(value, gradient, state, {
      learningRate,
      momentum: this.#momentum,
      nesterov: this.#nesterov,
      keepRate,
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), momentum: this.#momentum, nesterov: this.#nesterov };
  }
}

/**
 * Gradient descent with momentum and decoupled weight decay, as Keras 3 computes it: for `model.compile`, `minimize` or
 * `applyGradients`.
 *
 * For a variable w with gradient g (clipped first, if asked for): `w ← w − lr · weightDecay · w`, then without momentum
 * `w ← w − lr · g`; with it `u ← momentum · u − lr · g` and `w ← w + u`, or with Nesterov `w ← w + momentum · u − lr · g`.
 *
 * Decay does not pass through the momentum, unlike PyTorch's, which adds `wd · w` to the gradient. A published recipe
 * with PyTorch's wd shrinks weights in the long run as `weightDecay: wd / (1 − momentum)` does here.
 *
 * A model saved with it is loaded after {@link registerOptimizers}, in a program that has not called `sgd` before.
 *
 * @throws RangeError if a number is out of range; TypeError if an option is unknown, or `exclude` is not a
 * {@link VariableNames}.
 * @see `keras.optimizers.SGD`; Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013.
 */
export function sgd(options: SgdOptions = {}): Sgd {
  serialization.registerClass(Sgd);
  return new Sgd(options);
}
