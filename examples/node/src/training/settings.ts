import type { BackendPreference } from '@nin/backends';
import type { Augmentation, Normalization } from '@nin/cifar';
import type { TrainableSpec } from '../options/specs';

/** Everything that decides a training: what config.json keeps, and what a resumed run takes from there. */
export interface TrainingSettings {
  spec: TrainableSpec;
  /** 1×1 layers in each block; undefined as the network has. */
  mlpLayers?: number;
  /** `cifar10`, `cifar100`, `synthetic` or a folder. */
  data: string;
  backend: BackendPreference;
  epochs: number;
  batchSize: number;
  seed: number;
  optimizer: 'adamw' | 'sgd';
  learningRate: number;
  weightDecay: number;
  /** How the rate changes: see {@link Recipe}. */
  schedule: ScheduleKind;
  augment: Augmentation;
  normalize: Normalization;
  labelSmoothing: number;
  limitTrain?: number;
  limitTest?: number;
}

/** How the learning rate changes over a training. */
export type ScheduleKind = 'one-cycle' | 'cosine' | 'lecture' | 'steps';

/** What a network is trained with unless the command line says otherwise. */
export type Recipe = Pick<
  TrainingSettings,
  | 'epochs'
  | 'batchSize'
  | 'optimizer'
  | 'learningRate'
  | 'weightDecay'
  | 'schedule'
  | 'augment'
  | 'normalize'
  | 'labelSmoothing'
>;
