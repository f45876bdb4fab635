import { profile } from '@nin/blocks';
import { blockValues } from '../network/block-values';
import type { LabSettings } from '../settings/lab-settings';
import { augmentationName } from '../settings/setting-rules';
import { layerCounts } from './network-facts';

/** What the lecture's buttons may change, each as a number or as a name of the settings. */
export interface Snapshot {
  network: string;
  input: string;
  oneByOne: string;
  /** In how many blocks. */
  batchNorm: number;
  params: number;
  /** Null: not known. */
  macs: number | null;
  memory: number;
  optimizer: string;
  learningRate: number;
  weightDecay: number;
  schedule: string;
  normalize: string;
  augment: string;
  epochs: number;
}

/** What stands for a choice that the page does not offer. */
export const otherName = 'other';

/** One thing that has changed. */
export interface SnapshotChange {
  what: keyof Snapshot;
  before: Snapshot[keyof Snapshot];
  after: Snapshot[keyof Snapshot];
}

/** The settings as the lecture speaks of them. */
export function snapshotOf({ base, spec, training }: LabSettings): Snapshot {
  const { optimizer, learningRate, weightDecay, schedule, normalize, augment, epochs, batchSize } = training;
  const optimizerSlots = optimizer === 'adamw' ? 2 : 1;
  const { totals, trainingMemory } = profile(spec, { optimizerSlots });
  return {
    network: base,
    input: spec.inputShape.join('×'),
    oneByOne: layerCounts(spec).join(', '),
    batchNorm: spec.blocks.filter((block) => blockValues(block).batchNorm).length,
    params: totals.params,
    macs: totals.macs,
    // The profile is for one image; only the activations grow with the batch.
    memory: trainingMemory.total + (batchSize - 1) * totals.activationBytes,
    optimizer,
    learningRate,
    weightDecay,
    schedule,
    normalize: typeof normalize === 'string' ? normalize : otherName,
    augment: augmentationName(augment) ?? otherName,
    epochs,
  };
}

/** What differs between two snapshots. */
export function changesBetween(before: Snapshot, after: Snapshot): SnapshotChange[] {
  return (Object.keys(before) as (keyof Snapshot)[])
    .filter((what) => before[what] !== after[what])
    .map((what) => ({ what, before: before[what], after: after[what] }));
}
