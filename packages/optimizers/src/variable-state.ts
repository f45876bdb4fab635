import { clone, dispose, keep, scalar, util, zerosLike } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { listNames, matchSavedNames } from './match-saved-names';
import type { NamedTensor } from './named-tensor';
import { readSavedState } from './read-saved-state';

/** A variable with state: a name that is unique in the process, and a value. */
export interface StatefulVariable {
  readonly name: string;
  read(): Tensor;
}

/**
 * Tensors kept per variable between steps, such as the two moments of Adam, and a step counter.
 *
 * State is found by the variable's name, not by its position, so variables may be added, removed and skipped. Saved in tfjs's
 * layout: the counter as `iter`, then `<variable>/<kind>` for all variables, kind by kind.
 */
export class VariableState {
  readonly #owner: string;
  readonly #kinds: readonly string[];
  readonly #tensors = new Map<string, Tensor[]>();
  /** Restored state by saved name, whose variable has not been updated yet. */
  readonly #restored = new Map<string, Tensor[]>();
  #counter: Tensor | undefined;

  /** @param owner function named in errors. @param kinds kinds of state per variable, such as `m` and `v`. */
  constructor(owner: string, kinds: readonly string[]) {
    this.#owner = owner;
    this.#kinds = kinds;
  }

  /**
   * Initializes the state of new variables: restored state, or zeros.
   *
   * @throws Error if restored state does not belong to the variables.
   */
  prepare(variables: readonly StatefulVariable[]): void {
    const unknown = variables.filter(({ name }) => !this.#tensors.has(name));
    if (unknown.length === 0) return;
    const claimed = this.#claimRestored(unknown);
    for (const variable of unknown) {
      const { name } = variable;
      this.#tensors.set(name, claimed.get(name) ?? this.#kinds.map(() => keep(zerosLike(variable.read()))));
    }
  }

  /** Returns the state of a prepared variable, in the order of the kinds. */
  of(name: string): Tensor[] {
    return this.#tensors.get(name) ?? [];
  }

  /** Replaces the state of a variable. */
  replace(name: string, next: Tensor[]): void {
    const previous = this.of(name);
    this.#tensors.set(name, next.map(keep));
    dispose(previous.filter((tensor) => !next.includes(tensor)));
  }

  /** Returns the state as named tensors, owned by this object: read them before the next update, do not dispose them. */
  save(iterations: number): NamedTensor[] {
    // Kept, because callers do not dispose it: a new counter for every save would leak.
    this.#counter?.dispose();
    this.#counter = keep(scalar(iterations, 'int32'));
    const states = [...this.#tensors, ...this.#restored];
    return [
      { name: 'iter', tensor: this.#counter },
      ...this.#kinds.flatMap((kind, i) =>
        states.map(([name, tensors]) => ({ name: `${name}/${kind}`, tensor: tensors[i] })),
      ),
    ];
  }

  /**
   * Replaces this state by a saved one. The tensors are copied.
   *
   * @returns the saved step counter.
   * @throws Error if `weights` is not the state of such an owner.
   */
  async restore(weights: readonly NamedTensor[]): Promise<number> {
    const { iterations, states } = await readSavedState(`${this.#owner}.setWeights`, weights, this.#kinds);
    const copies = states.map(
      ([name, tensors]) => [name, tensors.map((tensor) => keep(clone(tensor)))] as const,
    );
    this.dispose();
    for (const [name, tensors] of copies) this.#restored.set(name, tensors);
    return iterations;
  }

  /** Disposes all tensors. Later variables start with zeros. */
  dispose(): void {
    for (const tensors of [...this.#tensors.values(), ...this.#restored.values()]) dispose(tensors);
    this.#tensors.clear();
    this.#restored.clear();
    this.#counter?.dispose();
    this.#counter = undefined;
  }

  /** Removes and returns the restored state of the variables, by current names. */
  #claimRestored(unknown: readonly StatefulVariable[]): Map<string, Tensor[]> {
    const names = unknown.map(({ name }) => name);
    const matches = matchSavedNames(this.#owner, [...this.#restored.keys()], names);
    // Later, new variables may have no saved state, such as those of layers that were frozen then.
    if (this.#tensors.size === 0 && matches.size < Math.min(names.length, this.#restored.size)) {
      this.#refuse(names, matches);
    }
    const claimed = new Map<string, Tensor[]>();
    for (const variable of unknown) {
      const saved = matches.get(variable.name);
      if (saved === undefined) continue;
      const tensors = this.#restored.get(saved) ?? [];
      this.#requireShape(variable, saved, tensors);
      claimed.set(variable.name, tensors);
    }
    for (const saved of matches.values()) this.#restored.delete(saved);
    return claimed;
  }

  #requireShape(variable: StatefulVariable, saved: string, tensors: readonly Tensor[]): void {
    const { shape } = variable.read();
    const differing = tensors.find((tensor) => !util.arraysEqual(tensor.shape, shape));
    if (differing) {
      throw new Error(
        `${this.#owner}: the saved state of ${saved} must have the shape of ${variable.name}, [${shape}], ` +
          `got [${differing.shape}]`,
      );
    }
  }

  #refuse(names: readonly string[], matches: ReadonlyMap<string, string>): never {
    const claimed = new Set(matches.values());
    const unclaimed = [...this.#restored.keys()].filter((name) => !claimed.has(name));
    const missing = names.filter((name) => !matches.has(name));
    throw new Error(
      `${this.#owner}: saved state must be of the same variables, got state of ${listNames(unclaimed)} ` +
        `but none of ${listNames(missing)}; give the layers the same names as when it was saved`,
    );
  }
}
