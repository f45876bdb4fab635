import { CheckpointError, type Checkpoint } from './checkpoint';
import type { EpochReport } from './epoch-report';
import { loadAcceptable, loadCheckpoint } from './load-checkpoint';
import { saveCheckpoint } from './save-checkpoint';
import { sha256OfJson } from './sha256';
import { hasEnded, type PartOfEpoch, type Progress, type Training } from './training-state';
import { weightSnapshot } from './weight-snapshot';

/** Saves the training after an epoch if the options say so. */
export async function saveEpoch<Augment>(
  training: Training<Augment>,
  progress: Progress,
  report: EpochReport,
): Promise<void> {
  const { plan } = training;
  const { checkpoint, model } = plan;
  if (!checkpoint) return;
  // The best first: a training killed between the two saves repeats this epoch, which is the best again.
  if (checkpoint.best && report.best) {
    await saveCheckpoint(checkpoint.best, { model, ...countersOf(training, progress) });
  }
  if (progress.epochs % (checkpoint.every ?? 1) === 0 || hasEnded(plan, progress)) {
    await saveTraining(training, progress);
  }
}

/** Saves the training within an epoch if the options say so. */
export function savePart<Augment>(
  training: Training<Augment>,
  progress: Progress,
  { step, sums }: PartOfEpoch,
): Promise<void> {
  return saveTraining(training, progress, { step, epochSums: sums });
}

async function saveTraining<Augment>(
  training: Training<Augment>,
  progress: Progress,
  within: Pick<Checkpoint, 'step' | 'epochSums'> = { step: 0 },
): Promise<void> {
  const { model, optimizer, checkpoint } = training.plan;
  if (!checkpoint) return;
  await saveCheckpoint(checkpoint.save, { model, optimizer, ...countersOf(training, progress), ...within });
  training.lastSave = performance.now();
}

function countersOf<Augment>(
  { plan, totalSteps, stepsPerEpoch }: Training<Augment>,
  { epochs, best, history }: Progress,
) {
  const { seed, batchSize, checkpoint: { experiment, metadata } = {} } = plan;
  return { epoch: epochs, totalSteps, seed, batchSize, stepsPerEpoch, best, history, experiment, metadata };
}

/**
 * Restores a saved training if the options say so.
 *
 * @throws RangeError or CheckpointError if the checkpoint is of another training; then nothing has changed.
 */
export async function resumeTraining<Augment>(
  training: Training<Augment>,
  progress: Progress,
): Promise<void> {
  const { model, optimizer, checkpoint, earlyStopping } = training.plan;
  if (!checkpoint?.resume) return;
  const saved = await loadAcceptable(checkpoint.save, { model, optimizer }, (found) =>
    requireSameTraining(training, found),
  );
  if (earlyStopping && checkpoint.best && saved.best) {
    const last = weightSnapshot(model);
    try {
      await loadCheckpoint(checkpoint.best, { model });
      progress.bestWeights = weightSnapshot(model);
    } finally {
      last.restore();
      last.dispose();
    }
  }
  progress.epochs = saved.epoch;
  progress.best = saved.best;
  progress.history = saved.history;
  training.totalSteps = saved.totalSteps;
  training.stepsPerEpoch ??= saved.stepsPerEpoch;
  training.begun = saved.epochSums && { step: saved.step, sums: saved.epochSums };
}

/** Throws unless the checkpoint was saved by a training with the same options. */
function requireSameTraining<Augment>({ plan, stepsPerEpoch }: Training<Augment>, found: Checkpoint): void {
  const { seed, batchSize, monitor, checkpoint: { experiment } = {} } = plan;
  const fields: [name: string, saved: string | number | undefined, given: string | number | undefined][] = [
    ['seed', found.seed, seed],
    ['monitor', found.best?.monitor, monitor],
    ['batchSize', found.batchSize, batchSize],
    ['stepsPerEpoch', found.stepsPerEpoch, stepsPerEpoch],
  ];
  for (const [name, saved, given] of fields) {
    if (saved === undefined || given === undefined || saved === given) continue;
    throw new RangeError(`train: ${name} must be ${saved}, the checkpoint's, to resume, got ${given}`);
  }
  if (found.step > 0 && !found.epochSums) {
    throw new CheckpointError(
      `train: the checkpoint must contain epochSums to resume after step ${found.step} of its epoch, got none`,
    );
  }
  if (found.experiment === undefined || experiment === undefined) return;
  if (found.experiment !== sha256OfJson(experiment)) {
    throw new CheckpointError(
      'train: checkpoint.experiment must be the one that the checkpoint was saved with, to resume, got a different one',
    );
  }
}
