export type { Data } from './data';
export { describeTrained, type Trained, type TrainedOn } from './describe-trained';
export { historyCsv, historyJsonl } from './history-table';
export { learningRateSchedule, type CountedSchedule } from './learning-rate';
export { chosenSpec, networkSpec, type NetworkChoice } from './network';
export { bytes, duration, grouped, percent, scientific } from './numbers';
export { withOneByOneLayers } from './one-by-one-layers';
export { buildOptimizer, type OptimizerSettings } from './optimizer';
export { outputNames } from './output-names';
export { recipes } from './recipes';
export type { OptimizerName, Recipe, ScheduleKind } from './settings';
export { checkpointSpecName, presentSpecName } from './former-spec-name';
export { specs, trainableSpecs, type SpecName, type TrainableSpec } from './specs';
export { fittingBatchSize, leastStepMemory } from './step-memory';
export { stepLog, type StepLog } from './step-log';
export { testResults, type TestResults } from './test-results';
export {
  openSession,
  type SessionOptions,
  type SessionSettings,
  type TrainingSession,
} from './training-session';
