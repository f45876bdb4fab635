import { isPromise, requireNonNegative, requirePositive, shown } from '@nin/checks';
import { engine, mul, Optimizer, tidy, util } from '@tensorflow/tfjs-core';
import type { NamedTensorMap, serialization, Tensor, Variable } from '@tensorflow/tfjs-core';
import { globalNormScale } from './global-norm-scale';
import type { NamedTensor } from './named-tensor';
import {
  includesVariable,
  requireVariableNames,
  variableNamesFromConfig,
  variableNamesToConfig,
  type VariableNames,
} from './variable-names';
import { VariableState } from './variable-state';

/** Result of one step for one variable. */
export interface VariableUpdate {
  value: Tensor;
  /** New state of the variable, in the order of the optimizer's kinds. */
  state: Tensor[];
}

/** Options of both optimizers. */
export interface KerasOptimizerOptions {
  learningRate: number;
  weightDecay: number;
  clipNorm?: number | undefined;
  exclude?: VariableNames | undefined;
}

/** Base of optimizers that step as in Keras 3: clip all gradients, then decay and update each variable. */
export abstract class KerasOptimizer extends Optimizer {
  readonly #owner: string;
  readonly #weightDecay: number;
  readonly #clipNorm: number | undefined;
  readonly #exclude: VariableNames | undefined;
  readonly #state: VariableState;
  #learningRate: number;

  /** @param owner function named in errors. @param kinds kinds of state per variable, such as `m` and `v`. */
  constructor(
    owner: string,
    kinds: readonly string[],
    { learningRate, weightDecay, clipNorm, exclude }: KerasOptimizerOptions,
  ) {
    super();
    requireNonNegative(`${owner}: learningRate`, learningRate);
    requireNonNegative(`${owner}: weightDecay`, weightDecay);
    if (clipNorm !== undefined) requirePositive(`${owner}: clipNorm`, clipNorm);
    if (exclude !== undefined) requireVariableNames(`${owner}: exclude`, exclude);
    this.#owner = owner;
    this.#learningRate = learningRate;
    this.#weightDecay = weightDecay;
    this.#clipNorm = clipNorm;
    this.#exclude = exclude;
    this.#state = new VariableState(owner, kinds);
  }

  /** Computes one step for one variable. `keepRate` is the fraction kept by weight decay, 1 for no decay. */
  protected abstract update(
    value: Tensor,
    gradient: Tensor,
    state: readonly Tensor[],
    keepRate: number,
  ): VariableUpdate;

  /**
   * Learning rate of the next update. Finite, zero or above. May be set at any time, for example by a schedule.
   *
   * @throws RangeError if it is set to a value out of range.
   */
  get learningRate(): number {
    return this.#learningRate;
  }

  set learningRate(rate: number) {
    requireNonNegative(`${this.#owner}: learningRate`, rate);
    this.#learningRate = rate;
  }

  /**
   * Updates variables by their gradients, given by variable name. A variable without gradient is unchanged.
   *
   * @throws Error if a name is unknown, a gradient does not have the shape of its variable, no variable has a gradient, or the
   * state set by `setWeights` belongs to other variables. Nothing is changed then.
   */
  override applyGradients(variableGradients: NamedTensorMap | NamedTensor[]): void {
    const updates = this.#variablesWithGradients(variableGradients);
    if (updates.length === 0) return;
    this.#state.prepare(updates.map(({ variable }) => ({ name: variable.name, read: () => variable })));
    tidy(() => {
      const gradients = updates.map(({ gradient }) => gradient);
      const scale = this.#clipNorm === undefined ? undefined : globalNormScale(gradients, this.#clipNorm);
      for (const { variable, gradient } of updates) {
        tidy(() => {
          const { name } = variable;
          const clipped = scale ? mul(gradient, scale) : gradient;
          const next = this.update(variable, clipped, this.#state.of(name), this.#keepRate(name));
          variable.assign(next.value);
          this.#state.replace(name, next.state);
        });
      }
    });
    this.incrementIterations();
  }

  /**
   * Returns the state: `iter`, the number of updates, then a tensor `<variable>/<kind>` for each variable and kind of state.
   *
   * Settings such as the learning rate are returned by `getConfig` instead. The optimizer owns the tensors: read them before the
   * next update, and do not dispose them.
   */
  override getWeights(): Promise<NamedTensor[]> {
    return Promise.resolve(this.#state.save(this.iterations));
  }

  /**
   * Restores a state returned by `getWeights`, in this or another process. The tensors are copied.
   *
   * State is matched to variables by name at the next update, ignoring the suffixes `_1`, `_2` … with which tfjs makes names
   * unique. State of variables that are not updated yet is kept.
   *
   * @throws Error if `weights` is not the state of such an optimizer; at the next update, if names or shapes differ.
   */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    this.iterations_ = await this.#state.restore(weights);
  }

  /** Disposes the state. The optimizer is then as new. */
  override dispose(): void {
    this.#state.dispose();
    this.iterations_ = 0;
  }

  /**
   * Returns the settings as JSON.
   *
   * @throws TypeError if `exclude` is a function.
   */
  override getConfig(): serialization.ConfigDict {
    return {
      learningRate: this.#learningRate,
      weightDecay: this.#weightDecay,
      ...(this.#clipNorm !== undefined && { clipNorm: this.#clipNorm }),
      ...(this.#exclude && { exclude: variableNamesToConfig(`${this.#owner}: exclude`, this.#exclude) }),
    };
  }

  /** Returns an optimizer with settings from `getConfig`. */
  static override fromConfig<T extends serialization.Serializable>(
    cls: serialization.SerializableConstructor<T>,
    config: serialization.ConfigDict,
  ): T {
    // tfjs's loader adds `customObjects` to the settings.
    const settings = Object.entries(config).filter(([name]) => name !== 'customObjects');
    return new cls({ ...Object.fromEntries(settings), exclude: variableNamesFromConfig(config.exclude) });
  }

  #variablesWithGradients(
    gradients: NamedTensorMap | NamedTensor[],
  ): { variable: Variable; gradient: Tensor }[] {
    if (typeof gradients !== 'object' || gradients === null || isPromise(gradients)) {
      throw new TypeError(
        `${this.#owner}: variableGradients must be a map or a list of gradients by name, got ${shown(gradients)}`,
      );
    }
    // tfjs's `minimize` may omit gradients or pass null, contrary to its types.
    const named: { name: string; tensor: Tensor | null | undefined }[] = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    const updates = named.flatMap(({ name, tensor: gradient }) => {
      if (!gradient) return [];
      const variable = engine().registeredVariables[name] as Variable | undefined;
      if (!variable) throw new Error(`${this.#owner}: ${name} must be the name of a live variable`);
      if (!Array.isArray((gradient as Partial<Tensor>).shape)) {
        throw new TypeError(
          `${this.#owner}: the gradient of ${name} must be a tensor, got ${shown(gradient)}`,
        );
      }
      if (!util.arraysEqual(gradient.shape, variable.shape)) {
        throw new Error(
          `${this.#owner}: the gradient of ${name} must have its shape, [${variable.shape}], got [${gradient.shape}]`,
        );
      }
      return [{ variable, gradient }];
    });
    if (named.length > 0 && updates.length === 0) {
      throw new Error(`${this.#owner}: at least one variable must have a gradient, got none`);
    }
    return updates;
  }

  #keepRate(name: string): number {
    const excluded = this.#exclude !== undefined && includesVariable(this.#exclude, name);
    return excluded ? 1 : 1 - this.#learningRate * this.#weightDecay;
  }
}
