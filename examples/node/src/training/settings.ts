import { basename } from 'node:path';
import type { BackendPreference } from '@nin/backends';
import type { AnySpec } from '@nin/blocks';
import type { Recipe, TrainableSpec } from '@nin/recipes';

/** Everything that decides a training: what config.json keeps, and what a resumed run takes from there. */
export interface TrainingSettings extends Recipe {
  /** The name of a network, or one that was read from a file. */
  spec: TrainableSpec | AnySpec;
  /** The file that it was read from. */
  specFile?: string;
  /** 1×1 layers in each block; undefined as the network has. */
  mlpLayers?: number;
  /** `cifar10`, `cifar100`, `synthetic` or a folder. */
  data: string;
  backend: BackendPreference;
  seed: number;
  limitTrain?: number;
  limitTest?: number;
}

/** Returns what messages and files call the network of a training. */
export function networkName({
  spec,
  specFile = 'network',
}: Pick<TrainingSettings, 'spec' | 'specFile'>): string {
  return typeof spec === 'string' ? spec : basename(specFile, '.json');
}
