import { util } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { requireNamedTensors, type NamedTensor } from './named-tensor';

/** Parsed saved state. */
export interface SavedState {
  /** Number of updates when it was saved. */
  iterations: number;
  /** Variable names and their tensors, in the order of the kinds. */
  states: [string, Tensor[]][];
}

/**
 * Parses and checks the result of `getWeights`: `iter`, then tensors `<variable>/<kind>`.
 *
 * @param where function named in errors.
 * @param kinds kinds of state per variable, such as `m` and `v`.
 * @throws Error if a name or shape is wrong, or a tensor is missing.
 */
export async function readSavedState(
  where: string,
  weights: readonly NamedTensor[],
  kinds: readonly string[],
): Promise<SavedState> {
  requireNamedTensors(`${where}: weights`, weights);
  const [counter, ...tensors] = weights;
  if (counter?.name !== 'iter') {
    throw new Error(`${where}: the first weight must be iter, got ${counter?.name ?? 'no weights'}`);
  }
  const byVariable = new Map<string, Map<string, Tensor>>();
  for (const { name, tensor } of tensors) {
    const slash = name.lastIndexOf('/');
    const [variable, kind] = [name.slice(0, Math.max(slash, 0)), name.slice(slash + 1)];
    const known = byVariable.get(variable) ?? new Map<string, Tensor>();
    if (slash < 0 || !kinds.includes(kind) || known.has(kind)) {
      throw new Error(`${where}: weights must be ${describe(kinds)}, got ${name}`);
    }
    byVariable.set(variable, known.set(kind, tensor));
  }
  const states = [...byVariable].map(([variable, known]): [string, Tensor[]] => [
    variable,
    kinds.map((kind) => known.get(kind) ?? fail(`${where}: weights must have ${variable}/${kind}, got none`)),
  ]);
  for (const [variable, [first, ...others]] of states) {
    const differing = others.find((other) => !util.arraysEqual(other.shape, first.shape));
    if (differing) {
      fail(
        `${where}: the state of ${variable} must have one shape, got [${first.shape}] and [${differing.shape}]`,
      );
    }
  }
  const iterations = (await counter.tensor.data())[0];
  if (iterations > 0 && kinds.length > 0 && states.length === 0) {
    fail(`${where}: weights must be ${describe(kinds)} after ${iterations} updates, got only iter`);
  }
  return { iterations, states };
}

function describe(kinds: readonly string[]): string {
  return kinds.length === 0
    ? 'only iter'
    : `iter, then one of ${kinds.map((kind) => `<variable>/${kind}`).join(', ')} each`;
}

function fail(message: string): never {
  throw new Error(message);
}
