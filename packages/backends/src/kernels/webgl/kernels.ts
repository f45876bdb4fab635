import type { TrainingKernel } from '../training-kernel';

/** What `installTrainingKernels('webgl')` puts in place. */
export const webglKernels: readonly TrainingKernel[] = [];
