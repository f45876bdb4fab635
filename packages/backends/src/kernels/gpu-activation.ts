/** An activation that the products of GPUs apply as they store. */
export type GpuActivation = 'linear' | 'relu';

/** Whether they apply this one. */
export function isGpuActivation(activation: string): activation is GpuActivation {
  return activation === 'linear' || activation === 'relu';
}
