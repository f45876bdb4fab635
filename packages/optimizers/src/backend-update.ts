import { engine, getBackend, getKernel, type Tensor } from '@tensorflow/tfjs-core';
import type { VariableUpdate } from './keras-optimizer';

/**
 * Runs one step for one variable as a single kernel of the current backend; returns undefined if no kernel of this name is
 * registered (`@nin/backends` registers one). One pass over the variable replaces one per operation.
 *
 * The kernel takes the tensors and settings of the step, and returns the new value and the new state.
 */
export function runBackendUpdate(
  kernelName: string,
  inputs: Record<string, Tensor>,
  settings: Record<string, number | boolean>,
): VariableUpdate | undefined {
  if (!getKernel(kernelName, getBackend())) return undefined;
  const [value, ...state] = engine().runKernel<Tensor[]>(kernelName, inputs, settings);
  return { value, state };
}
