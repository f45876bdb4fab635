import { engine, getBackend, getKernel, type Tensor } from '@tensorflow/tfjs-core';
import type { VariableUpdate } from './keras-optimizer';

/**
 * One step of one variable by a kernel of the current backend, if somebody has registered one under this name
 * (`@nin/backends` does): one pass over the variable instead of one for each operation.
 *
 * The kernel takes the tensors and settings of the step and gives the variable's new value, then its new state.
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
