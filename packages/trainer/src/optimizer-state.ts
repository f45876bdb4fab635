import * as tf from '@tensorflow/tfjs-core';

/** A tensor with its name: tfjs's optimizers return and accept their state as a list of these. */
export interface NamedTensor {
  /** The name. */
  name: string;
  /** The value. */
  tensor: tf.Tensor;
}

/** State of an optimizer. Call `release` after use. */
export interface OptimizerState {
  /** Tensors, the step counter first. */
  tensors: NamedTensor[];
  /** Disposes tensors created by reading, but not the optimizer's own. */
  release(): void;
}

/**
 * Returns the state of an optimizer.
 *
 * @throws TypeError if the optimizer does not support that, like several of tfjs's.
 */
export async function readOptimizerState(where: string, optimizer: tf.Optimizer): Promise<OptimizerState> {
  // tfjs returns its own variables and a new counter. Tensors with ids above this mark are new.
  const mark = tf.tidy(() => tf.scalar(0).id);
  const tensors = await optimizer.getWeights().catch((cause: unknown) => {
    throw new TypeError(
      `${where}: optimizer must be able to save its state, got ${nameOfOptimizer(optimizer)}, which cannot`,
      { cause },
    );
  });
  const fresh = tensors
    .map(({ tensor }) => tensor)
    .filter((tensor) => tensor.id > mark && !isVariable(tensor));
  return { tensors, release: () => tf.dispose(fresh) };
}

/** Sets the state of an optimizer. The caller still owns the tensors. */
export async function writeOptimizerState(
  where: string,
  optimizer: tf.Optimizer,
  tensors: NamedTensor[],
): Promise<void> {
  const before = await variablesOf(where, optimizer);
  await optimizer.setWeights(tensors);
  // tfjs's optimizers drop their old variables without disposing them.
  const after = await variablesOf(where, optimizer);
  for (const variable of before) if (!after.has(variable) && !variable.isDisposed) variable.dispose();
}

async function variablesOf(where: string, optimizer: tf.Optimizer): Promise<Set<tf.Tensor>> {
  const state = await readOptimizerState(where, optimizer);
  state.release();
  return new Set(state.tensors.map(({ tensor }) => tensor).filter(isVariable));
}

function isVariable(tensor: tf.Tensor): boolean {
  return tensor instanceof tf.Variable;
}

/** Returns the name of an optimizer in checkpoints and messages: its tfjs class name, such as `Adam`. */
export function nameOfOptimizer(optimizer: tf.Optimizer): string {
  return optimizer.getClassName() ?? optimizer.constructor.name;
}
