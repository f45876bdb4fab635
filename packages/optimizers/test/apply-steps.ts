import * as tf from '@tensorflow/tfjs-core';

/** Flat values by variable name. `null` as a gradient stands for none. */
export type Values = Record<string, readonly number[]>;
export type Gradients = Record<string, readonly number[] | null>;

/** Vectors of the given names and values, trainable. */
export function makeVariables(initial: Values): tf.Variable[] {
  return Object.entries(initial).map(([name, values]) =>
    tf.tidy(() => tf.variable(tf.tensor1d([...values]), true, name)),
  );
}

/** Hands the optimizer one set of gradients. */
export function applyStep(optimizer: tf.Optimizer, gradients: Gradients): void {
  tf.tidy(() => {
    const named = Object.entries(gradients).map(([name, values]) => ({
      name,
      tensor: values && tf.tensor1d([...values]),
    }));
    // As minimize does: null where there is no gradient, whatever the type says.
    optimizer.applyGradients(named as { name: string; tensor: tf.Tensor }[]);
  });
}

/** The values of the variables after each step, in order of the steps. Frees the variables, not the optimizer. */
export async function applySteps(
  optimizer: tf.Optimizer,
  initial: Values,
  steps: readonly Gradients[],
): Promise<Record<string, number[]>[]> {
  const variables = makeVariables(initial);
  const after: Record<string, number[]>[] = [];
  for (const gradients of steps) {
    applyStep(optimizer, gradients);
    after.push(await readValues(variables));
  }
  tf.dispose(variables);
  return after;
}

/** What the variables hold, by name. */
export async function readValues(variables: readonly tf.Variable[]): Promise<Record<string, number[]>> {
  const values: Record<string, number[]> = {};
  for (const variable of variables) values[variable.name] = [...(await variable.data())];
  return values;
}

/** All numbers of all variables in one list, to compare at once. */
export function flatten(values: Values): number[] {
  return Object.values(values).flat();
}
