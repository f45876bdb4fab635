import * as tf from '@tensorflow/tfjs-core';

/** A tensor with its name, as tfjs's optimizers give and take their state. */
export interface NamedTensor {
  /** The name. */
  name: string;
  /** The value. */
  tensor: tf.Tensor;
}

/** The state of an optimizer, to be released after use. */
export interface OptimizerState {
  /** Its tensors, the step counter first. */
  tensors: NamedTensor[];
  /** Releases what was made for the reading; what belongs to the optimizer stays. */
  release(): void;
}

/**
 * Reads the state of an optimizer.
 *
 * @throws TypeError if the optimizer cannot give it: several of tfjs's cannot.
 */
export async function readOptimizerState(where: string, optimizer: tf.Optimizer): Promise<OptimizerState> {
  // tfjs hands out its own variables next to a fresh counter. What is younger than this mark was made for us.
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

/** Gives an optimizer a state it once gave. Takes no ownership of the tensors. */
export async function writeOptimizerState(
  where: string,
  optimizer: tf.Optimizer,
  tensors: NamedTensor[],
): Promise<void> {
  const before = await variablesOf(where, optimizer);
  await optimizer.setWeights(tensors);
  // tfjs's optimizers forget their old variables without disposing them.
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

/** What an optimizer is called in checkpoints and messages: its tfjs class name, such as `Adam`. */
export function nameOfOptimizer(optimizer: tf.Optimizer): string {
  return optimizer.getClassName() ?? optimizer.constructor.name;
}
