import { findBackend, KernelBackend, scalar, Tensor } from '@tensorflow/tfjs-core';

/**
 * Throws if a second copy of tfjs-core is in play: the backend that has just started was written for it, or tensors
 * come from it. Copies share one engine and one list of kernels, so most of it works, and then something does not.
 */
export function requireOneCore(backendName: string): void {
  const tensor = scalar(0);
  const ourTensors = tensor.constructor === Tensor;
  tensor.dispose();
  if (ourTensors && findBackend(backendName) instanceof KernelBackend) return;
  throw new Error(
    "two copies of @tensorflow/tfjs-core are loaded ('npm ls @tensorflow/tfjs-core' shows them); have one, as tensors, " +
      'layers and backends of different copies do not fit together',
  );
}
