import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { findBackend, findBackendFactory, registerBackend, removeBackend } from '@tensorflow/tfjs-core';
import { guardedBackend, troubleOf, type WebgpuPackage } from './guarded-backend';

const factories = new WeakSet<() => unknown>();

/** Features that kernels use where a device has them. */
const wantedFeatures = [
  'timestamp-query',
  'bgra8unorm-storage',
  'shader-f16',
  'subgroups',
  'chromium-experimental-subgroup-matrix',
] as GPUFeatureName[];

/** Limits of which a network may need all there is; the rest stay at WebGPU's defaults. */
const wantedLimits = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupsPerDimension',
] as const;

/** Makes a backend, in surroundings that it needs. */
export type Surroundings = (make: () => WebGPUBackend) => WebGPUBackend;

/**
 * Has tfjs start its WebGPU backend on `gpu`, with all the memory the adapter gives, and tell of trouble. A backend that
 * runs stays; one whose device was lost is thrown away.
 */
export function registerWebgpu(
  tfjs: WebgpuPackage,
  gpu: GPU,
  surroundings: Surroundings = (make) => make(),
): void {
  const running = findBackend('webgpu') as WebGPUBackend | null;
  if (running && !troubleOf(running)) return;
  const registered = findBackendFactory('webgpu') as (() => unknown) | null;
  if (running || (registered && !factories.has(registered))) removeBackend('webgpu');
  else if (registered) return;
  const factory = async () => {
    const { device, info } = await requestDevice(gpu);
    return surroundings(() => guardedBackend(tfjs, device, info));
  };
  factories.add(factory);
  // As stock does: above webgl, if somebody lets tfjs choose by itself.
  const priority = 3;
  registerBackend('webgpu', factory, priority);
}

async function requestDevice(gpu: GPU): Promise<{ device: GPUDevice; info: GPUAdapterInfo }> {
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('WebGPU finds no adapter here');
  const device = await adapter.requestDevice({
    requiredFeatures: wantedFeatures.filter((feature) => adapter.features.has(feature)),
    requiredLimits: Object.fromEntries(wantedLimits.map((limit) => [limit, adapter.limits[limit]])),
  });
  return { device, info: adapter.info };
}
