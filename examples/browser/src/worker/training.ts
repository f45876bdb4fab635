import { readCheckpoint, type Checkpoint } from '@nin/trainer';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { openSession, testResults, type Data, type SessionSettings, type TrainingSession } from '@nin/recipes';
import type { LabSettings } from '../settings/lab-settings';
import { decidingSettings } from './deciding-settings';
import { readingKept } from './reading-kept';
import type { TrainEnd, TrainRequest } from './lab-api';
import { pauseGate, type PauseGate } from './pause-gate';
import { summaryOfResults } from './test-summary';
import { trainToEnd, type TrainingParts } from './train-to-end';

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
  { settings, resume }: TrainRequest,
  parts: TrainingParts,
  gate: PauseGate,
  signal: AbortSignal,
): Promise<{ end: TrainEnd; model: LayersModel | undefined }> {
  const { data, events, kept } = parts;
  // What is damaged is refused before shaders are compiled, which may take minutes.
  const begun = resume ? await readingKept(() => readCheckpoint(kept)) : undefined;
  const session = openSession(settings.spec, sessionSettings(settings), data);
  let model: LayersModel | undefined;
  try {
    await session.compile({ onProgress: (done, total) => void events.compiling(done, total) });
    const { outcome, epochs } = await trainToEnd(session, parts, {
      gate,
      signal,
      begun,
      settings: decidingSettings(settings),
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
async function tested(session: TrainingSession, { test }: Data, epochs: number) {
  session.describe({ epochs });
  const results = await testResults(session.model, test);
  session.describe({ epochs, testAccuracy: results.accuracy });
  return results;
}

/** Neither biases nor batch normalization decay, but in the lecture's training, which is as Keras does by default. */
function sessionSettings({ base, seed, training }: LabSettings): SessionSettings {
  return { ...training, seed, decayAll: base === 'lecture' };
}
