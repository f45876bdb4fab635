import type * as tf from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';
import { openSession, testResults, type Data, type SessionSettings, type TrainingSession } from 'nin-run';
import type { LabSettings } from '../settings/lab-settings';
import type { TrainEnd, TrainEvents, TrainRequest } from './lab-api';
import { pauseGate, type PauseGate } from './pause-gate';
import { summaryOfResults } from './test-summary';
import { tolerantCheckpoint } from './tolerant-checkpoint';

/** A training under way, and how to hold and end it. */
export interface RunningTraining {
  pause: () => void;
  resume: () => void;
  stop: () => void;
  /** How it ended, with the model if a step was done; the model is the caller's then. */
  ended: Promise<{ end: TrainEnd; model: Sequential | undefined }>;
}

/** What a training needs beside its request. */
export interface TrainingParts {
  data: Data;
  /** Where its model is kept. */
  kept: Required<tf.io.IOHandler>;
  events: TrainEvents;
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
  { settings, resume }: TrainRequest,
  parts: TrainingParts,
  gate: PauseGate,
  signal: AbortSignal,
): Promise<{ end: TrainEnd; model: Sequential | undefined }> {
  const { data, events } = parts;
  const session = openSession(settings.spec, sessionSettings(settings), data);
  let model: Sequential | undefined;
  try {
    await session.compile({ onProgress: (done, total) => void events.compiling(done, total) });
    const outcome = await trainToEnd(session, parts, { gate, signal, resume });
    if (outcome === 'stopped' && gate.passed() === 0) return { end: { outcome, results: undefined }, model };
    await events.testing();
    const results = await testResults(session.model, data.test);
    ({ model } = session);
    return { end: { outcome, results: summaryOfResults(results) }, model };
  } finally {
    if (model) session.optimizer.dispose();
    else session.dispose();
  }
}

/** Neither biases nor batch normalization decay, but in the lecture's training, which is as Keras does by default. */
function sessionSettings({ base, seed, training }: LabSettings): SessionSettings {
  return { ...training, seed, decayAll: base === 'seed' };
}

async function trainToEnd(
  session: TrainingSession,
  { kept, events }: TrainingParts,
  { gate, signal, resume }: { gate: PauseGate; signal: AbortSignal; resume: boolean },
): Promise<TrainEnd['outcome']> {
  const { handler, saved } = tolerantCheckpoint(kept, (message) => void events.notice(message));
  try {
    const epochs = session.epochs({
      signal,
      checkpoint: { save: handler, resume },
      wrapBatches: gate.hold,
      onStep: (report) => events.step(report),
    });
    for await (const report of epochs) {
      session.describe({ epochs: report.epoch, testAccuracy: report.validationAccuracy });
      await events.epoch(report, saved());
    }
    return 'finished';
  } catch (error) {
    if (signal.aborted && error === signal.reason) return 'stopped';
    throw error;
  }
}
