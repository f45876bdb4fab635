export { constant } from './constant';
export { cosineAnnealing, type CosineAnnealingOptions } from './cosine-annealing';
export { cosineRestarts, type CosineRestartsOptions } from './cosine-restarts';
export { exponentialDecay, type ExponentialDecayOptions } from './exponential-decay';
export { join } from './join';
export {
  learningRateScheduler,
  type CallbackLogs,
  type LearningRateCallback,
  type LearningRateSchedulerOptions,
} from './learning-rate-scheduler';
export { linearWarmup, type LinearWarmupOptions } from './linear-warmup';
export { oneCycle, type OneCycleOptions } from './one-cycle';
export { piecewise, type PiecewiseOptions } from './piecewise';
export { polynomialDecay, type PolynomialDecayOptions } from './polynomial-decay';
export type { Schedule } from './schedule';
export type { ScheduledOptimizer } from './scheduled-optimizer';
export { stepDecay, type StepDecayOptions } from './step-decay';
