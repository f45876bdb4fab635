import type { TrainingKernel } from '../training-kernel';

/** What `installTrainingKernels('webgpu')` puts in place. */
export const webgpuKernels: readonly TrainingKernel[] = [];
