import type { Checkpoint } from '@nin/trainer';
import type * as tf from '@tensorflow/tfjs-core';
import type { Data, TrainingSession } from '@nin/recipes';
import type { DecidingSettings } from './deciding-settings';
import { asKeptRunError } from './reading-kept';
import type { TrainEnd, TrainEvents } from './lab-api';
import type { PauseGate } from './pause-gate';
import { tolerantCheckpoint } from './tolerant-checkpoint';

/** What a training needs beside its request. */
export interface TrainingParts {
  data: Data;
  /** Where its model is kept. */
  kept: Required<tf.io.IOHandler>;
  events: TrainEvents;
}

/** How a training goes on, and what can hold and end it. */
export interface Course {
  gate: PauseGate;
  signal: AbortSignal;
  /** The checkpoint it goes on from; undefined for a new training. */
  begun: Checkpoint | undefined;
  /** What its checkpoints are saved with, and must have been saved with to go on. */
  settings: DecidingSettings;
}

/**
 * Trains until the last epoch, or until the signal aborts.
 *
 * @returns how it ended, and how many whole epochs are done.
 * @throws KeptRunError if the training cannot go on from what is kept; nothing has changed then.
 */
export async function trainToEnd(
  session: TrainingSession,
  { kept, events }: TrainingParts,
  { gate, signal, begun, settings }: Course,
): Promise<{ outcome: TrainEnd['outcome']; epochs: number }> {
  const { handler, saved } = tolerantCheckpoint(kept, {
    kept: () => void events.kept(),
    notice: (message) => void events.notice(message),
  });
  let epochs = begun?.epoch ?? 0;
  let isAccepted = begun === undefined;
  /** The first time that batches are asked for, or that none are left to ask for, the checkpoint has been taken. */
  function accept(): void {
    if (isAccepted || !begun) return;
    isAccepted = true;
    const { history, step } = begun;
    session.describe({ epochs });
    void events.resumed({ history, step });
  }
  const training = session.epochs({
    signal,
    checkpoint: {
      save: handler,
      resume: begun !== undefined,
      experiment: settings,
      metadata: { settings },
    },
    wrapBatches(batches) {
      accept();
      return gate.hold(batches);
    },
    onProgress: (report) => events.step(report),
  });
  try {
    for await (const report of training) {
      epochs = report.epoch;
      await events.epoch(report, saved());
    }
    accept();
    return { outcome: 'finished', epochs };
  } catch (error) {
    if (signal.aborted && error === signal.reason) return { outcome: 'stopped', epochs };
    throw isAccepted ? error : asKeptRunError(error);
  }
}
