import {
  findBackend,
  getKernel,
  getKernelsForBackend,
  registerKernel,
  unregisterKernel,
  type KernelConfig,
} from '@tensorflow/tfjs-core';
import type { TrainingKernel } from './kernels/training-kernel';
import { wasmKernels } from './kernels/wasm/kernels';

/** Our kernels by backend. Backends that are not listed train with stock kernels. */
const kernelsOf: Readonly<Record<string, readonly TrainingKernel[]>> = { wasm: wasmKernels };

interface Installation {
  holders: number;
  restore: () => void;
}

/** One installation a backend, shared by all who asked for it. */
const installations = new Map<string, Installation>();

/** The names of the kernels we bring for a backend, in tfjs's spelling. Empty if stock kernels serve it. */
export function trainingKernelNames(backendName: string): string[] {
  return (kernelsOf[backendName] ?? []).map((kernel) => kernel.name);
}

/**
 * Replaces the kernels of a tfjs backend that cannot train, or train slowly, by ours. For every model, not only NiN.
 *
 * The results stay the same up to rounding. The backend's package must have been imported before. Installing twice
 * is safe: stock kernels come back when each caller has undone its own installation.
 *
 * @param backendName a registered tfjs backend: `wasm`; for `cpu`, `webgl` and `webgpu` there is nothing to replace.
 * @returns a function that undoes the installation; calling it again does nothing.
 * @throws Error if the backend has no kernels in this copy of tfjs-core.
 */
export function installTrainingKernels(backendName: string): () => void {
  if (getKernelsForBackend(backendName).length === 0) {
    throw new Error(
      `installTrainingKernels: backend must be one whose package was imported, got '${backendName}' ` +
        `(import '@tensorflow/tfjs-backend-${backendName}' first; if it was, two copies of tfjs-core are loaded)`,
    );
  }
  const installation = installations.get(backendName) ?? install(backendName);
  installation.holders++;
  let undone = false;
  return () => {
    if (undone) return;
    undone = true;
    installation.holders--;
    if (installation.holders > 0) return;
    installation.restore();
    installations.delete(backendName);
  };
}

function install(backendName: string): Installation {
  const replaced: { name: string; stock: KernelConfig | undefined }[] = [];
  for (const { name, replace } of kernelsOf[backendName] ?? []) {
    const stock = getKernel(name, backendName) as KernelConfig | undefined;
    const ours = replace(stock);
    if (!ours) continue;
    if (stock) unregisterKernel(name, backendName);
    registerKernel(ours);
    replaced.push({ name, stock });
  }
  const installation: Installation = {
    holders: 0,
    restore() {
      for (const { name, stock } of replaced) {
        unregisterKernel(name, backendName);
        if (!stock) continue;
        registerKernel(stock);
        // A stock kernel that was away while the backend started has not been set up yet.
        const backend = findBackend(backendName) as object | null;
        if (backend) stock.setupFunc?.(backend);
      }
    },
  };
  installations.set(backendName, installation);
  return installation;
}
