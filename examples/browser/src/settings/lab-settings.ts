import type { BackendPreference } from '@nin/backends';
import type { NinSpec } from '@nin/blocks';
import type { Recipe, specs } from '@nin/recipes';

/** The networks a person can start from. */
export type NetworkName = keyof typeof specs;

/** Where images come from: CIFAR-10 (served, dropped or kept), or drawn by a program. */
export type DataName = 'cifar10' | 'synthetic';

/** Everything that decides a training; what a link holds. */
export interface LabSettings {
  /** The network the spec was made from. */
  base: NetworkName;
  /** The network as it has been changed. */
  spec: NinSpec;
  data: DataName;
  /** Only the first so many training images; undefined for all. */
  limitTrain?: number;
  /** Only the first so many test images; undefined for all. */
  limitTest?: number;
  backend: BackendPreference;
  seed: number;
  /** Epochs, batch size, optimizer, rates, schedule, augmentation, normalization, label smoothing. */
  training: Recipe;
}
