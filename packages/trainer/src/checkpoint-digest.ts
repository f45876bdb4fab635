import type * as tf from '@tensorflow/tfjs-core';
import { checkpointEntry, CheckpointError, type CheckpointRecord } from './checkpoint';
import { nonFiniteWeight } from './finite-weights';
import { sha256Hex, sha256OfJson } from './sha256';
import { bytesOfAll } from './weight-bytes';

/** Parts of the model files that a checkpoint consists of. */
export type CheckpointArtifacts = Pick<
  tf.io.ModelArtifacts,
  'modelTopology' | 'weightSpecs' | 'weightData' | 'userDefinedMetadata'
>;

/** Adds the digests to a record: one of the weights, one of topology, counters and everything else in `artifacts`. */
export function withDigests(
  record: Omit<CheckpointRecord, 'sha256'>,
  artifacts: CheckpointArtifacts,
): CheckpointRecord {
  return { ...record, sha256: digestsOf(record, artifacts) };
}

/**
 * Checks that a checkpoint has not changed since it was saved (version 1 has no digests), and that all weights are finite.
 *
 * @throws CheckpointError otherwise.
 */
export function requireIntact(where: string, artifacts: CheckpointArtifacts): void {
  const { weightSpecs = [], weightData = [] } = artifacts;
  const expected = bytesOfAll(weightSpecs);
  const bytes = partsOf(weightData).reduce((total, { byteLength }) => total + byteLength, 0);
  if (bytes !== expected) {
    throw new CheckpointError(
      `${where}: the weights must have ${expected} bytes, got ${bytes}: the checkpoint is damaged`,
    );
  }
  const { sha256, ...record } = artifacts.userDefinedMetadata?.[checkpointEntry] as CheckpointRecord;
  const digests = digestsOf(record, artifacts);
  const changed = sha256 && (['weights', 'rest'] as const).find((part) => digests[part] !== sha256[part]);
  if (changed) {
    const what = changed === 'weights' ? 'its weights' : 'its counters or topology';
    throw new CheckpointError(
      `${where}: the checkpoint is damaged: the SHA-256 of ${what} differs from the saved one`,
    );
  }
  requireFinite(where, weightSpecs, weightData);
}

/** Throws a CheckpointError unless all weights and the optimizer's state are finite. */
export function requireFinite(
  where: string,
  specs: readonly tf.io.WeightsManifestEntry[],
  data: tf.io.WeightData,
): void {
  const name = nonFiniteWeight(specs, data);
  if (name === undefined) return;
  throw new CheckpointError(`${where}: all weights must be finite, got NaN or infinity in ${name}`);
}

function digestsOf(
  record: Omit<CheckpointRecord, 'sha256'>,
  { modelTopology, weightSpecs = [], weightData = [], userDefinedMetadata = {} }: CheckpointArtifacts,
): { weights: string; rest: string } {
  const metadata = { ...userDefinedMetadata, [checkpointEntry]: record };
  return {
    weights: sha256Hex(partsOf(weightData)),
    rest: sha256OfJson({ modelTopology, weightSpecs, metadata }),
  };
}

function partsOf(data: tf.io.WeightData): ArrayBuffer[] {
  return Array.isArray(data) ? data : [data];
}
