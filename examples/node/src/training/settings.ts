import type { BackendPreference } from '@nin/backends';
import type { Recipe, TrainableSpec } from 'nin-run';

/** Everything that decides a training: what config.json keeps, and what a resumed run takes from there. */
export interface TrainingSettings extends Recipe {
  spec: TrainableSpec;
  /** 1×1 layers in each block; undefined as the network has. */
  mlpLayers?: number;
  /** `cifar10`, `cifar100`, `synthetic` or a folder. */
  data: string;
  backend: BackendPreference;
  seed: number;
  limitTrain?: number;
  limitTest?: number;
}
