import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { findBackend } from '@tensorflow/tfjs-core';
import { isSoftwareRenderer, type DeviceDescription, type Precision } from '../selection/candidate';
import { adapterInfoOf, setHalfPrecision, type AdapterNames } from './device-kind';

/** Describes the adapter of the running WebGPU backend. */
export function describeDevice(): DeviceDescription {
  const { device } = findBackend('webgpu') as WebGPUBackend;
  return describeAdapter(adapterInfoOf(device));
}

/** Sets the precision of factors on the running WebGPU backend; returns the precision in effect. */
export function useDevicePrecision(wanted: Precision): Precision {
  const { device } = findBackend('webgpu') as WebGPUBackend;
  return setHalfPrecision(device, wanted === 'float16');
}

/** Describes an adapter: its name, and whether it is a software renderer. */
export function describeAdapter(info: AdapterNames): DeviceDescription {
  const { vendor, architecture, description, device } = info;
  // Dawn leaves a dash at the end of some names.
  const name =
    device.replace(/-+$/, '') ||
    [vendor, architecture].filter(Boolean).join(' ') ||
    description ||
    'WebGPU adapter';
  const software = isSoftwareRenderer([vendor, architecture, description, device].join(' '));
  return { device: name, software, threads: 1 };
}
