import type { BackendInfo } from '@nin/backends';

/** What is known of the reference backend. */
export const cpuBackend: BackendInfo = {
  name: 'cpu',
  device: 'a processor',
  software: false,
  threads: 1,
  precision: 'float32',
  kernels: [],
  reason: 'requested',
  rejected: [],
};
