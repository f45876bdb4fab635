import {
  findBackend,
  getGradient,
  getKernel,
  getKernelsForBackend,
  registerGradient,
  registerKernel,
  unregisterGradient,
  unregisterKernel,
  type GradConfig,
  type KernelConfig,
} from '@tensorflow/tfjs-core';
import { dilatedGradients } from './gradients/dilated-gradients';
import { gatherGradient } from './gradients/gather-gradient';
import { layerGradients } from './gradients/layer-gradients';
import { reluGradients } from './gradients/relu-gradients';
import type { TrainingGradient } from './gradients/training-gradient';
import type { TrainingKernel } from './kernels/training-kernel';
import { cpuKernels } from './kernels/cpu/kernels';
import { wasmKernels } from './kernels/wasm/kernels';
import { webglKernels } from './kernels/webgl/kernels';
import { webgpuKernels } from './kernels/webgpu/kernels';
import { batchNormalizationLayer } from './layers/batch-normalization';
import { conv2DLayer } from './layers/conv2d';
import { dropoutLayer } from './layers/dropout';
import { layerNormalizationLayer } from './layers/layer-normalization';
import { disposeRuntime } from './wasm/runtime';

/** Our kernels by backend. Backends that are not listed train with stock kernels. */
const kernelsOf: Readonly<Record<string, readonly TrainingKernel[]>> = {
  cpu: cpuKernels,
  wasm: wasmKernels,
  webgl: webglKernels,
  webgpu: webgpuKernels,
};
const gradients: readonly TrainingGradient[] = [
  ...reluGradients,
  ...layerGradients,
  ...dilatedGradients,
  gatherGradient,
];
const layers = [conv2DLayer, batchNormalizationLayer, layerNormalizationLayer, dropoutLayer];

/** Undoes one change. */
type Undo = () => void;

interface Installation {
  holders: number;
  restore: Undo;
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
 * The results stay the same up to rounding. The backend's package must have been imported before, and tfjs-layers if its
 * convolutions, batch normalization and dropout are to be fast too. Installing twice is safe: stock tfjs comes back when each caller
 * has undone its own installation.
 *
 * @param backendName a registered tfjs backend: `wasm`, `webgpu` or `webgl` (WebGL2), or `cpu`, where only
 *   wrong results are mended.
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
  const kernels = kernelsOf[backendName] ?? [];
  const undo: Undo[] = kernels.flatMap((kernel) => installKernel(kernel, backendName));
  if (kernels.length > 0) {
    undo.push(...gradients.flatMap(installGradient));
    undo.push(...layers.flatMap((layer) => layer.install() ?? []));
    undo.push(disposeRuntime);
  }
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
      const backend = findBackend(backendName) as object | null;
      if (backend) stock.setupFunc?.(backend);
    },
  ];
}

function installGradient({ name, replace }: TrainingGradient): Undo[] {
  const stock = getGradient(name) as GradConfig | undefined;
  const ours = replace(stock);
  if (!ours) return [];
  registerGradient(ours);
  return [() => (stock ? registerGradient(stock) : unregisterGradient(name))];
}
