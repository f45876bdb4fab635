import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { findBackend } from '@tensorflow/tfjs-core';
import { isSoftwareRenderer, type DeviceDescription, type Precision } from '../selection/candidate';
import { adapterInfoOf, setHalfPrecision, type AdapterNames } from './device-kind';

/** The adapter behind the running WebGPU backend. */
export function describeDevice(): DeviceDescription {
  const { device } = findBackend('webgpu') as WebGPUBackend;
  return describeAdapter(adapterInfoOf(device));
}

/** Rounds factors to half precision, or no more, on the running WebGPU backend. */
export function useDevicePrecision(wanted: Precision): Precision {
  const { device } = findBackend('webgpu') as WebGPUBackend;
  return setHalfPrecision(device, wanted === 'float16');
}

/** An adapter for people, and whether it is a program on the processor. */
export function describeAdapter(info: AdapterNames): DeviceDescription {
  const { vendor, architecture, description, device } = info;
  // Dawn ends some names in what is left of a bracket.
  const name =
    device.replace(/-+$/, '') ||
    [vendor, architecture].filter(Boolean).join(' ') ||
    description ||
    'WebGPU adapter';
  const software = isSoftwareRenderer([vendor, architecture, description, device].join(' '));
  return { device: name, software, threads: 1 };
}
