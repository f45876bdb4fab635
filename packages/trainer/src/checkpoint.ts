import { isPromise, printable, shown } from '@nin/checks';
import type { EpochReport } from './epoch-report';
import type { BestEpoch } from './monitor';

/** How far a training had come when it was saved. */
export interface Checkpoint {
  /** Epochs done. */
  epoch: number;
  /** Steps done in the epoch under way; 0 between two epochs. */
  step: number;
  /** Steps done since the training began. */
  totalSteps: number;
  /** The seed of the training. */
  seed: number;
  /** Images per step, if known. */
  batchSize?: number | undefined;
  /** Steps per epoch, if known. */
  stepsPerEpoch?: number | undefined;
  /** The best epoch so far, if one was kept track of. */
  best?: BestEpoch | undefined;
  /** The reports of the epochs done, those before a resume included; empty where none were saved. */
  history: EpochReport[];
  /** Sums over the steps of the epoch under way; undefined between two epochs. */
  epochSums?: EpochSums | undefined;
  /** SHA-256 of the `experiment` that was saved along, as hexadecimal digits; undefined without one. */
  experiment?: string | undefined;
  /** What was saved along. */
  metadata: Record<string, unknown>;
}

/** Sums over the images of the steps that an epoch has done so far. */
export interface EpochSums {
  /** Sum of the losses. */
  loss: number;
  /** Images that were classified right. */
  correct: number;
  /** Training images seen. */
  images: number;
  /** Seconds since the start of the epoch, interruptions left out. */
  seconds: number;
}

/** Where a {@link CheckpointRecord} is: under this name in the `userDefinedMetadata` of tfjs's model files. */
export const checkpointEntry = 'checkpoint';

/** A checkpoint as it is written, next to the weights. */
export interface CheckpointRecord {
  /** Version of this form. The first one had neither history nor digests. */
  version: 1 | 2;
  /** Class name of the optimizer whose state is there, if one is. */
  optimizer?: string | undefined;
  /** How far the training had come. */
  training: Checkpoint;
  /** SHA-256 of the weights, and of everything else, as hexadecimal digits. */
  sha256?: { weights: string; rest: string } | undefined;
}

/** What was loaded is no checkpoint, a damaged one, or one of another training, model or optimizer. Nothing was changed. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';

  constructor(message: string, options?: ErrorOptions) {
    super(printable(message), options); // It quotes names from the files.
  }
}

/**
 * Finds the record in the metadata of model files.
 *
 * @param where opens the message of an error.
 * @throws CheckpointError if there is no record, or one of another form.
 */
export function readRecord(
  where: string,
  userDefinedMetadata: Record<string, unknown> | undefined,
): CheckpointRecord {
  const record = userDefinedMetadata?.[checkpointEntry];
  if (!record) {
    throw new CheckpointError(
      `${where}: the files must be those of saveCheckpoint, got a model without counters`,
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

/** Whether all is there. A key that no version has is that of a digest with a damaged name. */
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

/** Whether `history` holds a report for each of `epoch` epochs, or nothing. */
export function isHistory(history: unknown, epoch: unknown): history is EpochReport[] | undefined {
  if (history === undefined) return true;
  if (!Array.isArray(history) || (history.length > 0 && history.length !== epoch)) return false;
  return history.every((report: Partial<EpochReport> | null, place) => report?.epoch === place + 1);
}

/** Whether `metadata` is an object of named values. */
export function isMetadata(metadata: unknown): metadata is Record<string, unknown> {
  return (
    typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata) && !isPromise(metadata)
  );
}

/** A report as it was before it was JSON, which has no NaN: the loss of a validation may be that. */
function reportOf(saved: EpochReport): EpochReport {
  return saved.validationLoss === null ? { ...saved, validationLoss: NaN } : saved;
}
