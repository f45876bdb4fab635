import { isSoftwareRenderer } from '../selection/candidate';

/** The names of an adapter. */
export type AdapterNames = Pick<GPUAdapterInfo, 'vendor' | 'architecture' | 'description' | 'device'>;

/** Sizes of an adapter's subgroup matrices: rows × terms by terms × columns. */
export interface MatrixShape {
  rows: number;
  columns: number;
  terms: number;
}

/** The capabilities of a device that matter for matrix products. */
export interface ProductUnits {
  /** Whether the device is a software renderer. */
  software: boolean;
  /** Whether factors are rounded to half precision. */
  half: boolean;
  /** Subgroup matrices of half precision with float32 sums, if supported. */
  matrix?: MatrixShape | undefined;
}

/** WebGPU's description of subgroup matrices, where Dawn's experimental feature is enabled. */
interface SubgroupMatrixConfig {
  componentType: string;
  resultComponentType: string;
  M: number;
  N: number;
  K: number;
}

const kinds = new WeakMap<GPUDevice, ProductUnits>();

/** Returns the capabilities of a device, cached; {@link setHalfPrecision} changes them. */
export function productUnitsOf(device: GPUDevice): ProductUnits {
  let units = kinds.get(device);
  if (!units) {
    units = { software: isSoftwareDevice(device), half: false, matrix: matrixShapeOf(device) };
    kinds.set(device, units);
  }
  return units;
}

/** Returns whether a device is a software renderer, for which other tile sizes are faster. */
export function runsOnProcessor(device: GPUDevice): boolean {
  return productUnitsOf(device).software;
}

/** Makes kernels treat a device as a GPU or as a software renderer: tests run the tiles of GPUs on the CPU. */
export function treatDeviceAs(device: GPUDevice, kind: 'gpu' | 'processor'): void {
  kinds.set(device, { ...productUnitsOf(device), software: kind === 'processor' });
}

/**
 * Enables or disables half precision for the factors of products.
 *
 * @returns the precision in effect: `float32` without the feature `shader-f16` and on software renderers.
 */
export function setHalfPrecision(device: GPUDevice, wanted: boolean): 'float16' | 'float32' {
  const units = productUnitsOf(device);
  const half = wanted && device.features.has('shader-f16') && !units.software;
  kinds.set(device, { ...units, half });
  return half ? 'float16' : 'float32';
}

function isSoftwareDevice(gpuDevice: GPUDevice): boolean {
  const { vendor, architecture, description, device } = adapterInfoOf(gpuDevice);
  return isSoftwareRenderer([vendor, architecture, description, device].join(' '));
}

/** Returns the names of a device's adapter; empty in older browsers. */
export function adapterInfoOf(device: GPUDevice): AdapterNames {
  const unknown = { vendor: '', architecture: '', description: '', device: '' };
  return 'adapterInfo' in device ? device.adapterInfo : unknown;
}

/** Returns the largest half-precision subgroup matrices with float32 sums, on subgroups of 32. */
function matrixShapeOf({ features, adapterInfo }: GPUDevice): MatrixShape | undefined {
  if (!features.has('chromium-experimental-subgroup-matrix')) return undefined;
  const { subgroupMatrixConfigs = [], subgroupMinSize } = adapterInfo as GPUAdapterInfo & {
    subgroupMatrixConfigs?: SubgroupMatrixConfig[];
  };
  if (subgroupMinSize !== 32) return undefined;
  const shapes = subgroupMatrixConfigs
    .filter(
      ({ componentType, resultComponentType }) => componentType === 'f16' && resultComponentType === 'f32',
    )
    .map(({ M, N, K }) => ({ rows: M, columns: N, terms: K }));
  const size = ({ rows, columns, terms }: MatrixShape) => rows * columns * terms;
  return shapes.sort((a, b) => size(b) - size(a))[0];
}
