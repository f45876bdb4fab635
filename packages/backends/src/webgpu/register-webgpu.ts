import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { findBackend, findBackendFactory, registerBackend, removeBackend } from '@tensorflow/tfjs-core';
import { guardedBackend, failureOf, type WebgpuPackage } from './guarded-backend';

const factories = new WeakSet<() => unknown>();

/** Optional features that kernels use. */
const wantedFeatures = [
  'timestamp-query',
  'bgra8unorm-storage',
  'shader-f16',
  'subgroups',
  'chromium-experimental-subgroup-matrix',
] as GPUFeatureName[];

/** Limits that are raised to the adapter's maximum; all others keep WebGPU's defaults. */
const wantedLimits = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupsPerDimension',
] as const;

/** Calls `make` with the setup that creating a backend needs. */
export type BackendSetup = (make: () => WebGPUBackend) => WebGPUBackend;

/**
 * Registers a WebGPU backend on `gpu` with the adapter's maximum buffer sizes, which throws after failures. A working
 * backend stays; one whose device was lost is replaced.
 */
export function registerWebgpu(tfjs: WebgpuPackage, gpu: GPU, setup: BackendSetup = (make) => make()): void {
  const running = findBackend('webgpu') as WebGPUBackend | null;
  if (running && !failureOf(running)) return;
  const registered = findBackendFactory('webgpu') as (() => unknown) | null;
  if (running || (registered && !factories.has(registered))) removeBackend('webgpu');
  else if (registered) return;
  const factory = async () => {
    const { device, info } = await requestDevice(gpu);
    return setup(() => guardedBackend(tfjs, device, info));
  };
  factories.add(factory);
  // The priority of the stock backend: above webgl when tfjs selects the backend itself.
  const priority = 3;
  registerBackend('webgpu', factory, priority);
}

async function requestDevice(gpu: GPU): Promise<{ device: GPUDevice; info: GPUAdapterInfo }> {
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('no WebGPU adapter found');
  const device = await adapter.requestDevice({
    requiredFeatures: wantedFeatures.filter((feature) => adapter.features.has(feature)),
    requiredLimits: Object.fromEntries(wantedLimits.map((limit) => [limit, adapter.limits[limit]])),
  });
  return { device, info: adapter.info };
}
