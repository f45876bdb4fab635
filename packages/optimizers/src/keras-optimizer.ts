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

/** What one step makes of one variable. */
export interface VariableUpdate {
  value: Tensor;
  /** The variable's new state, in the order of the optimizer's kinds. */
  state: Tensor[];
}

/** Settings that both optimizers have. */
export interface KerasOptimizerOptions {
  learningRate: number;
  weightDecay: number;
  clipNorm?: number | undefined;
  exclude?: VariableNames | undefined;
}

/** The step of Keras 3's optimizers: clip all gradients, then for each variable decay it and update it. */
export abstract class KerasOptimizer extends Optimizer {
  readonly #owner: string;
  readonly #weightDecay: number;
  readonly #clipNorm: number | undefined;
  readonly #exclude: VariableNames | undefined;
  readonly #state: VariableState;
  #learningRate: number;

  /** @param owner The function to name in errors. @param kinds The state of each variable, such as `m` and `v`. */
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

  /** One step of one variable. `keepRate` is what weight decay leaves of it, 1 for none. */
  protected abstract update(
    value: Tensor,
    gradient: Tensor,
    state: readonly Tensor[],
    keepRate: number,
  ): VariableUpdate;

  /**
   * The rate of the next update. Finite, zero or above. Schedules write it.
   *
   * @throws RangeError if a value out of range is written.
   */
  get learningRate(): number {
    return this.#learningRate;
  }

  set learningRate(rate: number) {
    requireNonNegative(`${this.#owner}: learningRate`, rate);
    this.#learningRate = rate;
  }

  /**
   * One update of the variables named, by their gradients. A variable without gradient stays as it is.
   *
   * @throws Error if a name is not that of a live variable, a gradient has another shape than its variable, no variable
   * has a gradient, or state that `setWeights` restored is not of these variables. Nothing is changed then.
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
   * The state: `iter`, the updates done, then a tensor for each variable and kind of state, named after both.
   *
   * Settings such as the learning rate are not in it; `getConfig` has them. The tensors stay the optimizer's: read
   * them before the next update, and do not dispose them.
   */
  override getWeights(): Promise<NamedTensor[]> {
    return Promise.resolve(this.#state.save(this.iterations));
  }

  /**
   * Goes on from a state that `getWeights` gave, in this process or another. The tensors are copied.
   *
   * State finds its variable by name at the next update, whatever `_1`, `_2` … tfjs put at the end of names that were
   * taken. State of variables that are not updated for now is kept.
   *
   * @throws Error if `weights` is not the state of such an optimizer. At the next update, if names or shapes differ.
   */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    this.iterations_ = await this.#state.restore(weights);
  }

  /** Frees the state. The optimizer is then as new. */
  override dispose(): void {
    this.#state.dispose();
    this.iterations_ = 0;
  }

  /**
   * The settings, as JSON.
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

  /** An optimizer with the settings that `getConfig` gave. */
  static override fromConfig<T extends serialization.Serializable>(
    cls: serialization.SerializableConstructor<T>,
    config: serialization.ConfigDict,
  ): T {
    // tfjs's loader puts an entry of its own among the settings.
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
    // tfjs's `minimize` leaves out, or gives as null, what its types promise.
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
