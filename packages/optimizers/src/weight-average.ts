import {
  type OptionNames,
  requireBoolean,
  requireFraction,
  requireFunction,
  requireOptions,
  shown,
} from '@nin/checks';
import { add, clone, dispose, keep, mul, sub, tidy } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { requireNamedTensors, type NamedTensor } from './named-tensor';
import { VariableState } from './variable-state';

/** A weight to average, such as a `LayerVariable` of tfjs-layers. */
export interface AveragedWeight {
  /** Unique in the process. */
  readonly name: string;
  read(): Tensor;
  write(value: Tensor): unknown;
}

/** A model to average: a tfjs layers model, or any object with such weights. */
export interface AveragedModel {
  readonly weights: readonly AveragedWeight[];
}

/** Options of {@link weightAverage}. */
export interface WeightAverageOptions {
  /** Fraction of the average that an update keeps, in [0, 1); the average spans about 1 / (1 − decay) updates. Default 0.99. */
  decay?: number | undefined;
  /**
   * Whether the span grows from the start: update n + 1 keeps `min(decay, (1 + n) / (10 + n))`. For trainings that are short
   * compared with 1 / (1 − decay) updates. Default false.
   */
  warmup?: boolean | undefined;
}

const optionNames: OptionNames<WeightAverageOptions> = { decay: true, warmup: true };

/** A running average of a model's weights. */
export interface WeightAverage {
  /** Number of calls of `update`. */
  readonly updates: number;
  /** Adds the model's current weights to the average. Call it after each update of the optimizer. */
  update(): void;
  /** Writes the average to the model and keeps the model's own weights. */
  apply(): void;
  /** Writes the model's own weights back. */
  restore(): void;
  /** Runs `work` with the average in the model, then restores the model's own weights, also on an error. */
  use<T>(work: () => T | Promise<T>): Promise<T>;
  /** Returns the average as named tensors: `iter`, then `<weight>/average`. Do not dispose them. */
  getWeights(): Promise<NamedTensor[]>;
  /** Restores an average returned by `getWeights`, in this or another process. The tensors are copied. */
  setWeights(weights: NamedTensor[]): Promise<void>;
  /** Disposes the average. If it is applied, the model keeps it. */
  dispose(): void;
}

/**
 * Returns an exponential moving average of a model's weights (Polyak averaging), which often has a higher test accuracy.
 *
 * The first update copies the weights; the following ones compute `average ← decay · average + (1 − decay) · weight`, as Keras's
 * `use_ema`. All weights are averaged, including the moving statistics of batch normalization, as in timm, so that statistics and
 * weights are of the same age; Keras averages trainable weights only. Weights that are not float32 are copied.
 *
 * @param model a built model. Its weights are listed once, by this call.
 * @throws RangeError if `decay` is out of range or the model has no weights.
 * @throws TypeError if `model` is not a model, or an option is unknown.
 * @throws Error from methods called in the wrong order: `update` while applied, `apply` twice or before `update`, `restore` while
 * not applied; and from `setWeights` if names or shapes differ.
 * @see `use_ema` of Keras' optimizers; `ModelEmaV3` of timm; `num_updates` of TensorFlow's `ExponentialMovingAverage`.
 */
export function weightAverage(model: AveragedModel, options: WeightAverageOptions = {}): WeightAverage {
  requireOptions('weightAverage: options', options, optionNames);
  const { decay = 0.99, warmup = false } = options;
  requireFraction('weightAverage: decay', decay);
  requireBoolean('weightAverage: warmup', warmup);
  const weights = weightsOf(model);
  const state = new VariableState('weightAverage', ['average']);
  let updates = 0;
  let ownWeights: Tensor[] | undefined;

  function requireNotApplied(method: string): void {
    if (ownWeights)
      throw new Error(`weightAverage.${method}: the average must not be applied, call restore first`);
  }

  function next(weight: AveragedWeight, keepRate: number): Tensor {
    const value = weight.read();
    if (keepRate === 0 || value.dtype !== 'float32') return clone(value);
    const [average] = state.of(weight.name);
    return add(average, mul(sub(value, average), 1 - keepRate));
  }

  const average: WeightAverage = {
    get updates() {
      return updates;
    },

    update() {
      requireNotApplied('update');
      state.prepare(weights);
      const longest = warmup ? Math.min(decay, (1 + updates) / (10 + updates)) : decay;
      const keepRate = updates === 0 ? 0 : longest;
      for (const weight of weights) tidy(() => state.replace(weight.name, [next(weight, keepRate)]));
      updates++;
    },

    apply() {
      requireNotApplied('apply');
      if (updates === 0)
        throw new Error('weightAverage.apply: the average must be updated first, got no update');
      ownWeights = weights.map((weight) => keep(clone(weight.read())));
      for (const weight of weights) weight.write(state.of(weight.name)[0]);
    },

    restore() {
      if (!ownWeights)
        throw new Error('weightAverage.restore: the average must be applied, call apply first');
      for (const [i, weight] of weights.entries()) weight.write(ownWeights[i]);
      dispose(ownWeights);
      ownWeights = undefined;
    },

    async use(work) {
      requireFunction('weightAverage.use: work', work);
      average.apply();
      try {
        return await work();
      } finally {
        average.restore();
      }
    },

    getWeights() {
      return Promise.resolve(state.save(updates));
    },

    async setWeights(saved) {
      requireNotApplied('setWeights');
      requireNamedTensors('weightAverage.setWeights: weights', saved);
      const [counter, ...averages] = saved;
      if (averages.length > 0 && averages.length !== weights.length) {
        throw new Error(
          `weightAverage.setWeights: weights must be ${counter.name} and ${weights.length} averages, ` +
            `got ${averages.length}`,
        );
      }
      const restored = await state.restore(saved);
      updates = 0;
      if (restored > 0) state.prepare(weights);
      updates = restored;
    },

    dispose() {
      state.dispose();
      dispose(ownWeights ?? []);
      ownWeights = undefined;
      updates = 0;
    },
  };
  return average;
}

function weightsOf(model: AveragedModel): readonly AveragedWeight[] {
  const { weights } = (model ?? {}) as Partial<AveragedModel>;
  if (!Array.isArray(weights) || !weights.every(isWeight)) {
    throw new TypeError(`weightAverage: model must be a built model, got ${shown(model)}`);
  }
  if (weights.length === 0) {
    throw new RangeError('weightAverage: model must be built and have weights, got none');
  }
  return weights;
}

function isWeight(value: unknown): value is AveragedWeight {
  const { name, read, write } = (value ?? {}) as Partial<AveragedWeight>;
  return typeof name === 'string' && typeof read === 'function' && typeof write === 'function';
}
