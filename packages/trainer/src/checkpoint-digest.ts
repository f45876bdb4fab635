import type * as tf from '@tensorflow/tfjs-core';
import { checkpointEntry, CheckpointError, type CheckpointRecord } from './checkpoint';
import { nonFiniteWeight } from './finite-weights';
import { sha256Hex, sha256OfJson } from './sha256';
import { bytesOfAll } from './weight-bytes';

/** The parts of model files that a checkpoint is made of. */
export type CheckpointArtifacts = Pick<
  tf.io.ModelArtifacts,
  'modelTopology' | 'weightSpecs' | 'weightData' | 'userDefinedMetadata'
>;

/** Adds the digests to a record: of the weights, and of the topology, the counters and all else in `artifacts`. */
export function withDigests(
  record: Omit<CheckpointRecord, 'sha256'>,
  artifacts: CheckpointArtifacts,
): CheckpointRecord {
  return { ...record, sha256: digestsOf(record, artifacts) };
}

/**
 * Checks that nothing in a checkpoint has changed since it was saved, as far as its version can show, and that all its
 * numbers are finite.
 *
 * @throws CheckpointError unless that is so.
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
    const what = changed === 'weights' ? 'its weights are' : 'its counters or its topology are';
    throw new CheckpointError(
      `${where}: the checkpoint is damaged: ${what} not what was saved, as their SHA-256 is another`,
    );
  }
  requireFinite(where, weightSpecs, weightData);
}

/** Throws a CheckpointError unless all weights, and all numbers of an optimizer's state, are finite. */
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
