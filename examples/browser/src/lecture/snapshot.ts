import { profile } from '@nin/blocks';
import { optimizerSlots, type Experiment } from '@nin/recipes';
import { blockValues } from '../network/block-values';
import { experimentDifferences } from '../settings/experiment-differences';
import { networkOf } from '../settings/settings-state';
import { layerCounts } from './network-facts';

/** What the lecture says of a network and its costs. */
export interface NetworkSnapshot {
  network: string;
  input: string;
  oneByOne: string;
  /** In how many blocks. */
  batchNorm: number;
  params: number;
  /** Null: not known. */
  macs: number | null;
  memory: number;
}

/** What the lecture's buttons may change: the network, described by its cost, and the training. */
export interface Snapshot {
  ofNetwork: NetworkSnapshot;
  experiment: Experiment;
}

/** One thing that has changed. */
export interface SnapshotChange {
  /** What has changed of the network, or the path of a value of the experiment. */
  what: string;
  before: unknown;
  after: unknown;
}

/** Returns the experiment as the lecture speaks of it. */
export function snapshotOf(experiment: Experiment, base: string): Snapshot {
  const spec = networkOf(experiment);
  const { totals, trainingMemory } = profile(spec, { optimizerSlots: optimizerSlots(experiment.optimizer) });
  const ofNetwork = {
    network: base,
    input: spec.inputShape.join('×'),
    oneByOne: layerCounts(spec).join(', '),
    batchNorm: spec.blocks.filter((block) => blockValues(block).batchNorm).length,
    params: totals.params,
    macs: totals.macs,
    // The profile is for one image; only the activations grow with the batch.
    memory: trainingMemory.total + (experiment.batch.size - 1) * totals.activationBytes,
  };
  return { ofNetwork, experiment };
}

/** Returns what differs between two snapshots, the network first. */
export function changesBetween(before: Snapshot, after: Snapshot): SnapshotChange[] {
  const ofNetwork = (Object.keys(before.ofNetwork) as (keyof NetworkSnapshot)[])
    .map((what) => ({ what, before: before.ofNetwork[what], after: after.ofNetwork[what] }))
    .filter((change) => change.before !== change.after);
  const ofTraining = experimentDifferences(before.experiment, after.experiment)
    .filter(({ path }) => !path.startsWith('network.'))
    .map(({ path, ...values }) => ({ what: path, ...values }));
  return [...ofNetwork, ...ofTraining];
}
