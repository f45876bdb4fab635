export { adamW, type AdamW, type AdamWOptions } from './adam-w';
export { biasAndBatchNorm, type VariableNames } from './variable-names';
export type { NamedTensor } from './named-tensor';
export { registerOptimizers } from './register-optimizers';
export { sgd, type Sgd, type SgdOptions } from './sgd';
export {
  weightAverage,
  type AveragedModel,
  type AveragedWeight,
  type WeightAverage,
  type WeightAverageOptions,
} from './weight-average';
