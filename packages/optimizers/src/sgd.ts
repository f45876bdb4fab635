import { type OptionNames, requireBoolean, requireFraction, requireOptions } from '@nin/checks';
import { serialization, type Tensor } from '@tensorflow/tfjs-core';
import { KerasOptimizer, type VariableUpdate } from './keras-optimizer';
import { sgdUpdate } from './sgd-update';
import type { VariableNames } from './variable-names';

/** Options of {@link sgd}. */
export interface SgdOptions {
  /** Initial learning rate; change it by setting the optimizer's `learningRate`. Finite, zero or above. Default 0.01. */
  learningRate?: number | undefined;
  /** Fraction of the previous update to keep, in [0, 1). Default 0. */
  momentum?: number | undefined;
  /** Whether to use Nesterov momentum. Default false. */
  nesterov?: boolean | undefined;
  /** Fraction of a variable subtracted per update, in units of `learningRate`. Finite, zero or above. Default 0. */
  weightDecay?: number | undefined;
  /** Maximum norm of all gradients together; if it is larger, they are scaled down. Above zero. Default: no clipping. */
  clipNorm?: number | undefined;
  /** Variables without weight decay, such as `biasAndBatchNorm`. Default: none. */
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

/** Optimizer returned by {@link sgd}. */
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
    // Not "momentum", the name of tfjs's state: that accumulates gradients, with the opposite sign and without the rate.
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
 * Returns an SGD optimizer with momentum and decoupled weight decay, as in Keras 3, for `model.compile`, `minimize` or
 * `applyGradients`.
 *
 * For a variable w with gradient g (after clipping): `w ← w − lr · weightDecay · w`, then without momentum
 * `w ← w − lr · g`; with it `u ← momentum · u − lr · g` and `w ← w + u`, or with Nesterov `w ← w + momentum · u − lr · g`.
 *
 * Weight decay does not enter the momentum, unlike in PyTorch, which adds `wd · w` to the gradient. In the long run, PyTorch's
 * `wd` shrinks weights as much as `weightDecay: wd / (1 − momentum)` here.
 *
 * To load a model saved with this optimizer, call {@link registerOptimizers} first unless the program has called `sgd`.
 *
 * @throws RangeError if a number is out of range; TypeError if an option is unknown, or `exclude` is not a
 * {@link VariableNames}.
 * @see `keras.optimizers.SGD`; Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013.
 */
export function sgd(options: SgdOptions = {}): Sgd {
  serialization.registerClass(Sgd);
  return new Sgd(options);
}
