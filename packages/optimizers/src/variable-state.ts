import { clone, dispose, keep, scalar, util, zerosLike } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { listNames, matchSavedNames } from './match-saved-names';
import type { NamedTensor } from './named-tensor';
import { readSavedState } from './read-saved-state';

/** What state is kept for: a name that is unique in the process, and a value. */
export interface StatefulVariable {
  readonly name: string;
  read(): Tensor;
}

/**
 * Tensors kept from step to step for each of many variables, such as the two moments of Adam, with a step counter.
 *
 * State is found by the variable's name, never by its place in a list, so variables may come, go and be skipped.
 * Saved as tfjs saves it: the counter as `iter`, then `<variable>/<kind>` for all variables, kind by kind.
 */
export class VariableState {
  readonly #owner: string;
  readonly #kinds: readonly string[];
  readonly #tensors = new Map<string, Tensor[]>();
  /** Restored state, under its saved name, whose variable has not been seen yet. */
  readonly #restored = new Map<string, Tensor[]>();
  #counter: Tensor | undefined;

  /** @param owner The function to name in errors. @param kinds What is kept of each variable, such as `m` and `v`. */
  constructor(owner: string, kinds: readonly string[]) {
    this.#owner = owner;
    this.#kinds = kinds;
  }

  /**
   * Gives every variable that is new here its restored state, or zeros.
   *
   * @throws Error if restored state and variables do not belong together.
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

  /** The state of a prepared variable, in the order of the kinds. */
  of(name: string): Tensor[] {
    return this.#tensors.get(name) ?? [];
  }

  /** Keeps `next` in place of the variable's state. */
  replace(name: string, next: Tensor[]): void {
    const previous = this.of(name);
    this.#tensors.set(name, next.map(keep));
    dispose(previous.filter((tensor) => !next.includes(tensor)));
  }

  /** The state as named tensors. They stay this object's: to be read before the next update, not to be disposed. */
  save(iterations: number): NamedTensor[] {
    // Kept, because those who save a model read it and go: a new one each time would be lost each time.
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
   * Puts saved state in place of this one. The tensors are copied.
   *
   * @returns The saved step counter.
   * @throws Error if `weights` is not the state of the same kind of owner.
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

  /** Frees all tensors. What comes after starts anew. */
  dispose(): void {
    for (const tensors of [...this.#tensors.values(), ...this.#restored.values()]) dispose(tensors);
    this.#tensors.clear();
    this.#restored.clear();
    this.#counter?.dispose();
    this.#counter = undefined;
  }

  /** Takes out the restored state of the variables that have some, by their present names. */
  #claimRestored(unknown: readonly StatefulVariable[]): Map<string, Tensor[]> {
    const names = unknown.map(({ name }) => name);
    const matches = matchSavedNames(this.#owner, [...this.#restored.keys()], names);
    // Later, new variables may well have no state: layers that were frozen when it was saved.
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
