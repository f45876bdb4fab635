import { type Checkpoint, readCheckpoint } from '@nin/trainer';
import type * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { type Data, openExperiment, type Session, testResults } from '@nin/recipes';
import { asKeptRunError, readingKept, recognizedBy, tolerantCheckpoint } from './checkpoints';
import type { TrainEnd, TrainEvents, TrainRequest } from './lab-api';
import { pauseGate, type PauseGate } from './pause-gate';
import { summaryOfResults } from './run-report';

/** A training under way, and how to hold and end it. */
export interface RunningTraining {
  pause: () => void;
  resume: () => void;
  stop: () => void;
  /** How it ended, with the model if it was tested; the model is the caller's then. */
  ended: Promise<{ end: TrainEnd; model: LayersModel | undefined }>;
}

/** Starts a training. Its events are awaited, so they come in order and never faster than they are taken. */
export function startTraining(request: TrainRequest, parts: TrainingParts): RunningTraining {
  const stopping = new AbortController();
  const gate = pauseGate(stopping.signal);
  return {
    pause: gate.pause,
    resume: gate.resume,
    stop: () => stopping.abort(),
    ended: trainAndTest(request, parts, gate, stopping.signal),
  };
}

async function trainAndTest(
  request: TrainRequest,
  parts: TrainingParts,
  gate: PauseGate,
  signal: AbortSignal,
): Promise<{ end: TrainEnd; model: LayersModel | undefined }> {
  const { experiment, identity, resume } = request;
  const { data, events, kept } = parts;
  // What is damaged is refused before shaders are compiled, which may take minutes.
  const begun = resume ? await readingKept(() => readCheckpoint(kept)) : undefined;
  const session = openExperiment(experiment, data, { identity });
  let model: LayersModel | undefined;
  try {
    await session.compile({ onProgress: (done, total) => void events.compiling(done, total) });
    const { outcome, epochs } = await trainToEnd(session, parts, {
      gate,
      signal,
      begun,
      metadata: recognizedBy(request),
    });
    const steps = stepsDone(gate, begun);
    if (outcome === 'stopped' && steps === 0) return { end: { outcome, results: undefined }, model };
    await events.testing();
    const results = await tested(session, data, epochs);
    ({ model } = session);
    const totalSteps = (begun?.totalSteps ?? 0) + steps;
    return { end: { outcome, results: { ...summaryOfResults(results), totalSteps } }, model };
  } finally {
    if (model) session.optimizer.dispose();
    else session.dispose();
  }
}

/** Steps done since the start or the resume. The batches of the steps before are handed on too, and skipped. */
function stepsDone(gate: PauseGate, begun: Checkpoint | undefined): number {
  return Math.max(0, gate.passed() - (begun?.step ?? 0));
}

/** Tests the model. Its card says how it does with the weights it has now, whatever an epoch that was stopped did to them. */
async function tested(session: Session, { test }: Data, epochs: number) {
  session.describe({ epochs });
  const results = await testResults(session.model, test);
  session.describe({ epochs, testAccuracy: results.accuracy });
  return results;
}

/** What a training needs beside its request. */
interface TrainingParts {
  data: Data;
  /** Where its model is kept. */
  kept: Required<tf.io.IOHandler>;
  events: TrainEvents;
}

/** How a training goes on, and what can hold and end it. */
interface Course {
  gate: PauseGate;
  signal: AbortSignal;
  /** The checkpoint it goes on from; undefined for a new training. */
  begun: Checkpoint | undefined;
  /** What is saved with its checkpoints. */
  metadata: Record<string, object>;
}

/**
 * Trains until the last epoch, or until the signal aborts.
 *
 * @returns how it ended, and how many whole epochs are done.
 * @throws KeptRunError if the training cannot go on from what is kept; nothing has changed then.
 */
export async function trainToEnd(
  session: Session,
  { kept, events }: TrainingParts,
  { gate, signal, begun, metadata }: Course,
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
      metadata,
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
