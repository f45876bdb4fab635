import { isPromise, printable, shown } from '@nin/checks';
import type { EpochReport } from './epoch-report';
import type { BestEpoch } from './monitor';

/** Counters and metadata of a saved training. */
export interface Checkpoint {
  /** Completed epochs. */
  epoch: number;
  /** Completed steps of the current epoch; 0 between epochs. */
  step: number;
  /** Steps since the start of the training. */
  totalSteps: number;
  /** Seed of the training. */
  seed: number;
  /** Images per step, if known. */
  batchSize?: number | undefined;
  /** Steps per epoch, if known. */
  stepsPerEpoch?: number | undefined;
  /** Best epoch so far, if tracked. */
  best?: BestEpoch | undefined;
  /** Reports of the completed epochs, including those before a resume; empty if not saved. */
  history: EpochReport[];
  /** Sums over the steps of the current epoch; undefined between epochs. */
  epochSums?: EpochSums | undefined;
  /** SHA-256 of the saved `experiment`, as hexadecimal digits; undefined without one. */
  experiment?: string | undefined;
  /** The `metadata` option with which it was saved. */
  metadata: Record<string, unknown>;
}

/** Sums over the training images of an unfinished epoch. */
export interface EpochSums {
  /** Sum of the losses. */
  loss: number;
  /** Number of images classified correctly. */
  correct: number;
  /** Number of images. */
  images: number;
  /** Seconds since the start of the epoch, without interruptions. */
  seconds: number;
}

/** Name of a {@link CheckpointRecord} in the `userDefinedMetadata` of tfjs's model files. */
export const checkpointEntry = 'checkpoint';

/** A checkpoint as saved, without the weights. */
export interface CheckpointRecord {
  /** Version of this format. Version 1 has neither history nor digests. */
  version: 1 | 2;
  /** Class name of the optimizer whose state is saved, if any. */
  optimizer?: string | undefined;
  /** Counters and metadata. */
  training: Checkpoint;
  /** SHA-256 of the weights, and of everything else, as hexadecimal digits. */
  sha256?: { weights: string; rest: string } | undefined;
}

/** Thrown if files are not a checkpoint, are damaged, or belong to another training, model or optimizer. Nothing was changed. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';

  constructor(message: string, options?: ErrorOptions) {
    super(printable(message), options); // The message may quote names from the files.
  }
}

/**
 * Returns the checkpoint's record from the metadata of model files.
 *
 * @param where starts every error message.
 * @throws CheckpointError if there is no record, or an invalid one.
 */
export function readRecord(
  where: string,
  userDefinedMetadata: Record<string, unknown> | undefined,
): CheckpointRecord {
  const record = userDefinedMetadata?.[checkpointEntry];
  if (!record) {
    throw new CheckpointError(
      `${where}: the files must be a checkpoint of saveCheckpoint, got a model without one`,
    );
  }
  if (!isRecord(record)) {
    throw new CheckpointError(
      `${where}: the checkpoint must be of version 1 or 2 and complete, got ${shown(record)}`,
    );
  }
  const { history = [], step = 0, ...rest } = record.training as Partial<Checkpoint>;
  return { ...record, training: { ...(rest as Checkpoint), step, history: history.map(reportOf) } };
}

const recordKeys = {
  1: ['version', 'optimizer', 'training'],
  2: ['version', 'optimizer', 'training', 'sha256'],
};

/** Whether a record is complete. An unknown key may be a digest whose name is damaged. */
function isRecord(value: object): value is CheckpointRecord {
  const record = value as Partial<CheckpointRecord>;
  const keys = record.version === undefined ? undefined : recordKeys[record.version];
  if (!keys || !Object.keys(record).every((key) => keys.includes(key))) return false;
  const { weights, rest } = (record.sha256 ?? {}) as Partial<NonNullable<CheckpointRecord['sha256']>>;
  if (record.version === 2 && !(typeof weights === 'string' && typeof rest === 'string')) return false;
  const { epoch, step = 0, totalSteps, seed, history, metadata = {} } = record.training ?? {};
  const counters = [epoch, step, totalSteps].every(
    (count) => Number.isSafeInteger(count) && Number(count) >= 0,
  );
  return counters && Number.isSafeInteger(seed) && isHistory(history, epoch) && isMetadata(metadata);
}

/** Whether `history` has one report for each of `epoch` epochs, or none. */
export function isHistory(history: unknown, epoch: unknown): history is EpochReport[] | undefined {
  if (history === undefined) return true;
  if (!Array.isArray(history) || (history.length > 0 && history.length !== epoch)) return false;
  return history.every((report: Partial<EpochReport> | null, place) => report?.epoch === place + 1);
}

/** Whether `metadata` is a plain object. */
export function isMetadata(metadata: unknown): metadata is Record<string, unknown> {
  return (
    typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata) && !isPromise(metadata)
  );
}

/** Restores the NaN of a validation loss, which JSON saves as null. */
function reportOf(saved: EpochReport): EpochReport {
  return saved.validationLoss === null ? { ...saved, validationLoss: NaN } : saved;
}
