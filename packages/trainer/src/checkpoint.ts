import type { BestEpoch } from './monitor';

/** How far a training had come when it was saved. */
export interface Checkpoint {
  /** Epochs done. */
  epoch: number;
  /** Steps done since the training began. */
  totalSteps: number;
  /** The seed of the training. */
  seed: number;
  /** Steps per epoch, if known. */
  stepsPerEpoch?: number | undefined;
  /** The best epoch so far, if one was kept track of. */
  best?: BestEpoch | undefined;
  /** What was saved along. */
  metadata: Record<string, unknown>;
}

/** Where a {@link CheckpointRecord} is: under this name in the `userDefinedMetadata` of tfjs's model files. */
export const checkpointEntry = 'checkpoint';

/** A checkpoint as it is written, next to the weights. */
export interface CheckpointRecord {
  /** Version of this form. */
  version: 1;
  /** Class name of the optimizer whose state is there, if one is. */
  optimizer?: string | undefined;
  /** How far the training had come. */
  training: Checkpoint;
}

/** What was loaded is no checkpoint, or one of another model or optimizer. Nothing was changed. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';
}

/**
 * Finds the record in the metadata of model files.
 *
 * @throws CheckpointError if there is none, or one we do not know.
 */
export function readRecord(userDefinedMetadata: Record<string, unknown> | undefined): CheckpointRecord {
  const record = userDefinedMetadata?.[checkpointEntry] as Partial<CheckpointRecord> | null | undefined;
  if (!record) {
    throw new CheckpointError(
      'loadCheckpoint: the files must be those of saveCheckpoint, got a model without counters',
    );
  }
  const { epoch, totalSteps, seed } = record.training ?? {};
  if (record.version !== 1 || ![epoch, totalSteps, seed].every(Number.isInteger)) {
    throw new CheckpointError(
      `loadCheckpoint: the checkpoint must be of version 1 and complete, got ${JSON.stringify(record)}`,
    );
  }
  return record as CheckpointRecord;
}
