import type * as tf from '@tensorflow/tfjs-core';
import { breather } from './event-loop';
import type { EpochSums } from './checkpoint';
import { requireBatch, requireBatchLabels } from './require-batch';
import type { StepReport } from './epoch-report';
import { openBatches } from './labeled-data';
import { learningRateOf, setLearningRate } from './learning-rate';
import { mixSeeds } from './mix-seeds';
import { addResults } from './pending-results';
import { warnOfRawPixels } from './raw-pixels';
import { readingPace } from './reading-pace';
import { runStep } from './run-step';
import { stepClock } from './step-clock';
import type { TrainingPlan } from './training-plan';
import type { PartOfEpoch, Training } from './training-state';

/** Minimum time between two progress reports, in milliseconds. */
const reportInterval = 100;

/** Figures of an epoch's training steps, without validation. */
export type EpochFigures = Pick<
  StepReport,
  'images' | 'loss' | 'accuracy' | 'seconds' | 'millisecondsPerStep' | 'imagesPerSecond'
> & { steps: number };

/**
 * Trains for one epoch, zero-based, or for the rest of an interrupted one. Only the weights of the model change.
 *
 * @param save called to save the training within the epoch: periodically, and when the signal aborts.
 */
export async function trainEpoch<Augment>(
  training: Training<Augment>,
  epoch: number,
  save: (part: PartOfEpoch) => Promise<void>,
): Promise<{ figures: EpochFigures; sums: EpochSums }> {
  const { plan, guard, dropout } = training;
  const { optimizer, signal, classifier } = plan;
  const begun = training.begun ?? { step: 0, sums: { loss: 0, correct: 0, images: 0, seconds: 0 } };
  training.begun = undefined;
  const variables = plan.model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const times = stepClock({ steps: begun.step, seconds: begun.sums.seconds });
  const pace = readingPace();
  const breathe = breather();
  const sums = { ...begun.sums };
  let step = 0;
  let lastReport: { step: number; steps?: number | undefined; time: number } = { step: 0, time: -Infinity };

  async function readFigures(): Promise<EpochFigures> {
    addResults(sums, await guard.read(learningRateOf(optimizer)));
    pace.wasRead();
    const { images, loss, correct } = sums;
    return { steps: step, images, loss: loss / images, accuracy: correct / images, ...times(step, images) };
  }

  async function report(figures: EpochFigures): Promise<void> {
    lastReport = { step, steps: training.stepsPerEpoch, time: performance.now() };
    await plan.onProgress?.({
      ...figures,
      epoch: epoch + 1,
      epochs: plan.epochs,
      step,
      steps: training.stepsPerEpoch,
      learningRate: learningRateOf(optimizer),
    });
  }

  /** Saves the epoch up to this step, with the model's own dropout seeds in its topology. */
  async function saveHere(figures: EpochFigures): Promise<void> {
    await guard.requireFiniteWeights({ epoch: epoch + 1, step: step + 1 }, learningRateOf(optimizer));
    dropout.restore();
    await save({ step, sums: { ...sums, seconds: figures.seconds } });
  }

  // If the interrupted epoch has no step left, its learning rate is still that of its last step.
  if (begun.step > 0 && plan.scheduleUnit === 'step') followSchedule(plan, training.totalSteps - 1);
  let figures: EpochFigures | undefined;
  try {
    for await (const batch of openBatches('train', 'data', plan.data, requestOf(plan, epoch), plan.model)) {
      if (step < begun.step) {
        // The order of the batches depends on seed and epoch alone, so the first ones are those already trained on.
        step++;
        await breathe();
        signal?.throwIfAborted();
        if (step === plan.stepsPerEpoch) break;
        continue;
      }
      const shape = requireBatch('train', batch, classifier);
      requireBatchLabels('train', batch, classifier);
      if (step === begun.step) warnOfRawPixels('train', plan.model, batch.images);
      const willSave = isSaveDue(training);
      const willRead = willSave || pace.due();
      guard.before({ epoch: epoch + 1, step: step + 1 }, willRead);
      if (plan.scheduleUnit === 'step') followSchedule(plan, training.totalSteps);
      dropout.set(training.totalSteps);
      runStep(plan, variables, batch, shape, guard);
      pace.stepped();
      step++;
      training.totalSteps++;
      plan.afterStep?.(training.totalSteps);
      figures = willRead ? await readFigures() : undefined;
      if (figures && performance.now() - lastReport.time >= reportInterval) await report(figures);
      await breathe();
      if (plan.checkpoint && (willSave || signal?.aborted)) await saveHere((figures ??= await readFigures()));
      signal?.throwIfAborted();
      if (step === plan.stepsPerEpoch) break;
    }
  } finally {
    dropout.restore();
  }
  if (step === 0) {
    throw new RangeError(`train: data must give at least one batch, got none in epoch ${epoch + 1}`);
  }
  if (step < begun.step) {
    throw new RangeError(
      `train: data must give at least ${begun.step} batches in epoch ${epoch + 1}, as before the checkpoint, got ${step}`,
    );
  }
  figures ??= await readFigures();
  await guard.requireFiniteWeights({ epoch: epoch + 1, step: step + 1 }, learningRateOf(optimizer));
  training.stepsPerEpoch = step;
  // A slow last step has been reported already, but possibly without the epoch's number of steps.
  if (lastReport.step !== step || lastReport.steps !== step) await report(figures);
  return { figures, sums: { ...sums, seconds: figures.seconds } };
}

function isSaveDue<Augment>({ plan, lastSave }: Training<Augment>): boolean {
  const { everySeconds = 600 } = plan.checkpoint ?? { everySeconds: Infinity };
  return performance.now() - lastSave >= 1000 * everySeconds;
}

/** Sets the learning rate for a zero-based step of the schedule, if there is a schedule. */
export function followSchedule<Augment>({ optimizer, schedule }: TrainingPlan<Augment>, step: number): void {
  if (!schedule) return;
  const rate = schedule(step);
  if (!Number.isFinite(rate)) {
    throw new RangeError(`train: schedule(${step}) must be a finite number, got ${rate}`);
  }
  setLearningRate('train', optimizer, rate);
}

function requestOf<Augment>({ batchSize, seed, augment }: TrainingPlan<Augment>, epoch: number) {
  return { epoch, batchSize, seed: mixSeeds(seed, epoch), shuffle: true, augment };
}
