import { requireOneOf } from '@nin/checks';
import {
  engine,
  getKernel,
  getKernelsForBackend,
  registerKernel,
  unregisterKernel,
  type KernelConfig,
} from '@tensorflow/tfjs-core';
import { cpuKernels } from './kernels/cpu/kernels';
import type { TrainingKernel } from './kernels/training-kernel';
import { wasmKernels } from './kernels/wasm/kernels';
import { webglKernels } from './kernels/webgl/kernels';
import { webgpuKernels } from './kernels/webgpu/kernels';
import { backendNames } from './selection/backend-name';
import { holdSharedChanges } from './shared-changes';
import { disposeRuntime } from './wasm/runtime';

/** Training kernels by backend. Backends not listed here keep their stock kernels. */
const kernelsOf: Readonly<Record<string, readonly TrainingKernel[]>> = {
  cpu: cpuKernels,
  wasm: wasmKernels,
  webgl: webglKernels,
  webgpu: webgpuKernels,
};

/** Undoes one change. */
type Undo = () => void;

interface Installation {
  holders: number;
  restore: Undo;
}

/** One installation per backend, shared by all callers. */
const installations = new Map<string, Installation>();

/** Returns the tfjs names of the kernels that are replaced or added on a backend; empty for an unknown backend. */
export function trainingKernelNames(backendName: string): string[] {
  return (kernelsOf[backendName] ?? []).map((kernel) => kernel.name);
}

/**
 * Replaces stock kernels of a tfjs backend that are missing, slow or wrong in training. Applies to every model, not only
 * NiN.
 *
 * Results stay the same up to rounding. Import the backend's package first, and tfjs-layers too if its convolution, batch
 * normalization and dropout layers should be fast. Installing twice, or for several backends, is safe: the stock kernels
 * return once every caller has undone its own installation, in any order.
 *
 * @param backendName a registered tfjs backend: `wasm`, `webgpu`, `webgl` (WebGL2) or `cpu`. On `cpu` only wrong results
 *   are fixed.
 * @returns a function that undoes the installation; calling it again does nothing.
 * @throws RangeError for an unknown backend name. @throws Error if the backend's package was not imported.
 */
export function installTrainingKernels(backendName: string): () => void {
  requireImported(backendName);
  const installation = installations.get(backendName) ?? install(backendName);
  installation.holders++;
  const releaseShared = Object.hasOwn(kernelsOf, backendName) ? holdSharedChanges() : undefined;
  let undone = false;
  return () => {
    if (undone) return;
    undone = true;
    releaseShared?.();
    installation.holders--;
    if (installation.holders > 0) return;
    installation.restore();
    installations.delete(backendName);
  };
}

function requireImported(backendName: unknown): asserts backendName is string {
  const where = 'installTrainingKernels: backend';
  if (typeof backendName === 'string' && getKernelsForBackend(backendName).length > 0) return;
  requireOneOf(where, backendName, backendNames);
  throw new Error(
    `${where} must be one whose package was imported, got '${String(backendName)}' ` +
      `(import '@tensorflow/tfjs-backend-${String(backendName)}' first; if it was, two copies of tfjs-core are loaded)`,
  );
}

function install(backendName: string): Installation {
  const kernels = kernelsOf[backendName] ?? [];
  const undo: Undo[] = kernels.flatMap((kernel) => installKernel(kernel, backendName));
  if (backendName === 'wasm') undo.push(disposeRuntime);
  const installation = { holders: 0, restore: () => undo.reverse().forEach((step) => step()) };
  installations.set(backendName, installation);
  return installation;
}

function installKernel({ name, replace }: TrainingKernel, backendName: string): Undo[] {
  const stock = getKernel(name, backendName) as KernelConfig | undefined;
  const ours = replace(stock);
  if (!ours) return [];
  if (stock) unregisterKernel(name, backendName);
  registerKernel(ours);
  return [
    () => {
      unregisterKernel(name, backendName);
      if (!stock) return;
      registerKernel(stock);
      // A stock kernel that was unregistered while the backend started has not been set up yet. Read from the registry:
      // `findBackend` would start a backend that has not run.
      const backend = engine().registry[backendName] as object | undefined;
      if (backend) stock.setupFunc?.(backend);
    },
  ];
}
