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

/** Our kernels by backend. Backends that are not listed train with stock kernels. */
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

/** One installation per backend, shared by all who asked for it. */
const installations = new Map<string, Installation>();

/** The names of the kernels we bring for a backend, in tfjs's spelling. Empty if stock kernels serve it. */
export function trainingKernelNames(backendName: string): string[] {
  return (kernelsOf[backendName] ?? []).map((kernel) => kernel.name);
}

/**
 * Replaces the kernels of a tfjs backend that cannot train, or train slowly, by ours. For every model, not only NiN.
 *
 * The results stay the same up to rounding. The backend's package must have been imported before, and tfjs-layers if its
 * convolutions, batch normalization and dropout are to be fast too. Installing twice, and for several backends, is safe: stock tfjs
 * comes back when each caller has undone its own installation, in any order.
 *
 * @param backendName a registered tfjs backend: `wasm`, `webgpu` or `webgl` (WebGL2), or `cpu`, where only
 *   wrong results are mended.
 * @returns a function that undoes the installation; calling it again does nothing.
 * @throws RangeError for a name that no backend has. @throws Error if its package was not imported.
 */
export function installTrainingKernels(backendName: string): () => void {
  requireImported(backendName);
  const installation = installations.get(backendName) ?? install(backendName);
  installation.holders++;
  const letGoOfShared = Object.hasOwn(kernelsOf, backendName) ? holdSharedChanges() : undefined;
  let undone = false;
  return () => {
    if (undone) return;
    undone = true;
    letGoOfShared?.();
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
      // A stock kernel that was away while the backend started has not been set up yet.
      // `findBackend` would start one that has not run.
      const backend = engine().registry[backendName] as object | undefined;
      if (backend) stock.setupFunc?.(backend);
    },
  ];
}
