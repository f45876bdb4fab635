export type { Batch, BatchRequest, BatchSource, ImageBatch } from './batch';
export { CheckpointError, type Checkpoint, type EpochSums } from './checkpoint';
export type { CheckpointHandler } from './checkpoint-handler';
export type { EpochReport, StepReport } from './epoch-report';
export { evaluate, type EvaluateOptions, type Evaluation } from './evaluate';
export { fileSystem } from './file-system';
export type { ImageArrays, LabeledArrays } from './image-arrays';
export type { LabeledData, UnlabeledData } from './labeled-data';
export { loadCheckpoint, readCheckpoint, type LoadCheckpointOptions } from './load-checkpoint';
export { loadModel } from './load-model';
export type { Loss } from './loss';
export { ModelFileError, type ModelFileProblem } from './model-file-error';
export type { ChannelNormalization, ModelCard, ModelInput, ModelSource } from './model-card';
export { ModelCardError, type ModelCardProblem } from './model-card';
export { modelCard } from './model-card-read';
export { classify, type Classified, type ClassifyOptions } from './model-classify';
export { deployableModel, saveDeployable } from './model-deploy';
export { describeModel, type ModelDescription } from './model-describe';
export { prepareImages, type ByteImages } from './model-images';
export type { BestEpoch, Monitor } from './monitor';
export { NonFiniteLossError, type StepPosition } from './non-finite-loss-error';
export { predict, type PredictOptions, type Predictions } from './predict';
export { progressLine, type ProgressReport } from './progress-line';
export { saveCheckpoint, type SaveCheckpointOptions } from './save-checkpoint';
export { sparseCategoricalAccuracy, type Metric } from './sparse-categorical-accuracy';
export {
  sparseCategoricalCrossentropy,
  type SparseCategoricalCrossentropyOptions,
} from './sparse-categorical-crossentropy';
export { train } from './train';
export type { TrainingRun } from './training-run';
export type { CheckpointOptions, EarlyStoppingOptions, TrainOptions } from './train-options';
