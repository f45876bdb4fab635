export { describeData, type Data, type DataDescription } from './data';
export { describeTrained, type Trained, type TrainedOn } from './describe-trained';
export {
  applySettings,
  SettingError,
  settingValue,
  settingValues,
  type SettingValues,
} from './experiment/apply-settings';
export { differences, type Difference } from './experiment/differences';
export { checkExperiment, parseExperiment, type Experiment } from './experiment/experiment';
export { experimentOfFirstSettings, type FirstSettings } from './experiment/first-settings';
export { fitToClasses, outputsOf } from './experiment/fit-to-classes';
export { grid, type GridPoint } from './experiment/grid';
export { experimentJsonSchema } from './experiment/json-schema';
export { limits } from './experiment/limits';
export { buildOptimizer, optimizerSlots, type OptimizerSettings } from './experiment/optimizer-settings';
export {
  learningRateSchedule,
  type CountedSchedule,
  type Scheduled,
  type ScheduleSettings,
} from './experiment/schedule-settings';
export { PathError, withValueAt } from './experiment/with-value-at';
export { checkpointSpecName, presentSpecName } from './former-spec-name';
export { historyCsv, historyJsonl } from './history-table';
export { specs, type SpecName } from './network-specs';
export { bytes, duration, grouped, percent, scientific } from './numbers';
export {
  openExperiment,
  type OpenOptions,
  type Session,
  type SessionCheckpoint,
  type SessionOptions,
} from './open-experiment';
export { outputNames } from './output-names';
export { recipes, type Recipe, type RecipeName } from './recipes';
export { fittingBatchSize, leastStepMemory } from './step-memory';
export { stepLog, type StepLog } from './step-log';
export { testResults, type TestResults } from './test-results';
