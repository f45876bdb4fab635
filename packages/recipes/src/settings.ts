import type { Augmentation, Normalization } from '@nin/cifar';

/** The name of an optimizer. */
export type OptimizerName = 'adamw' | 'sgd';

/** How the learning rate changes over a training. */
export type ScheduleKind = 'one-cycle' | 'cosine' | 'lecture' | 'steps';

/** What a network is trained with unless its user says otherwise. */
export interface Recipe {
  epochs: number;
  /** Images a step. */
  batchSize: number;
  optimizer: OptimizerName;
  /** The rate the schedule starts from, or goes up to. */
  learningRate: number;
  weightDecay: number;
  schedule: ScheduleKind;
  augment: Augmentation;
  normalize: Normalization;
  labelSmoothing: number;
}
