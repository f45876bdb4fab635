export { installTrainingKernels } from './install-training-kernels';
