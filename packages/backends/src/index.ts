export { installTrainingKernels } from './install-training-kernels';
export type { BackendName, BackendPreference } from './selection/backend-name';
export { DeviceLimitError } from './selection/device-limit-error';
export { DeviceLostError } from './selection/device-lost-error';
export type { BackendReport, ListBackends } from './selection/list-backends';
export type { BackendInfo, SelectBackend, SelectBackendOptions } from './selection/select-backend';
export { selfCheck, type CheckResult, type SelfCheck } from './self-check/self-check';
export { listBackends, selectBackend } from './browser/entry';
export { ThreadFailureError } from './wasm/thread-failure-error';
