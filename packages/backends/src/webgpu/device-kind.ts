import { isSoftwareRenderer } from '../selection/candidate';

/** The names of an adapter. */
export type AdapterNames = Pick<GPUAdapterInfo, 'vendor' | 'architecture' | 'description' | 'device'>;

/** Sizes of the subgroup matrices an adapter multiplies: rows × terms by terms × columns. */
export interface MatrixShape {
  rows: number;
  columns: number;
  terms: number;
}

/** What products are computed with on a device. */
export interface ProductUnits {
  /** Whether it is a program on the processor. */
  software: boolean;
  /** Whether factors are rounded to half precision. */
  half: boolean;
  /** Its subgroup matrices of half precision with sums in float32, if it has them. */
  matrix?: MatrixShape | undefined;
}

/** What WebGPU tells of subgroup matrices where Dawn's experiment is on. */
interface SubgroupMatrixConfig {
  componentType: string;
  resultComponentType: string;
  M: number;
  N: number;
  K: number;
}

const kinds = new WeakMap<GPUDevice, ProductUnits>();

/** What a device multiplies with: found out once, and kept as {@link setHalfPrecision} changed it. */
export function productUnitsOf(device: GPUDevice): ProductUnits {
  let units = kinds.get(device);
  if (!units) {
    units = { software: isSoftwareDevice(device), half: false, matrix: matrixShapeOf(device) };
    kinds.set(device, units);
  }
  return units;
}

/** Whether a device is a program on the processor, for which other tiles are the fast ones. */
export function runsOnProcessor(device: GPUDevice): boolean {
  return productUnitsOf(device).software;
}

/** Has the kernels take a device for the one or the other, for tests of the tiles of GPUs on a processor. */
export function treatDeviceAs(device: GPUDevice, kind: 'gpu' | 'processor'): void {
  kinds.set(device, { ...productUnitsOf(device), software: kind === 'processor' });
}

/**
 * Rounds the factors of products to half precision from now on, or no more.
 *
 * @returns what is in force: without the feature `shader-f16`, and on the processor, single precision stays.
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

/** The adapter a device belongs to; older browsers do not tell. */
export function adapterInfoOf(device: GPUDevice): AdapterNames {
  const unknown = { vendor: '', architecture: '', description: '', device: '' };
  return 'adapterInfo' in device ? device.adapterInfo : unknown;
}

/** The largest subgroup matrices of half precision whose sums are float32, on subgroups of 32. */
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
