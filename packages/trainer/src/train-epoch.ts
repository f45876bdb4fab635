import type * as tf from '@tensorflow/tfjs-core';
import { breather } from './event-loop';
import { requireBatch, requireBatchLabels } from './require-batch';
import type { DropoutSeeds } from './dropout-seeds';
import type { StepReport } from './epoch-report';
import { openBatches } from './labeled-data';
import { learningRateOf, setLearningRate } from './learning-rate';
import type { LossGuard } from './loss-guard';
import { mixSeeds } from './mix-seeds';
import { addResults } from './pending-results';
import { warnOfRawPixels } from './raw-pixels';
import { readingPace } from './reading-pace';
import { runStep } from './run-step';
import { stepClock } from './step-clock';
import type { TrainingPlan } from './training-plan';

/** Shortest time between two step reports, in milliseconds. */
const reportInterval = 100;

/** A training under way. */
export interface Training<Augment> {
  plan: TrainingPlan<Augment>;
  guard: LossGuard;
  dropout: DropoutSeeds;
  /** Steps done since the training began. */
  totalSteps: number;
  /** How many steps an epoch has, once known. */
  stepsPerEpoch: number | undefined;
}

/** What the steps of an epoch give, before validation. */
export type EpochFigures = Pick<
  StepReport,
  'images' | 'loss' | 'accuracy' | 'seconds' | 'millisecondsPerStep' | 'imagesPerSecond'
> & { steps: number };

/** Trains for one epoch, zero-based. Leaves the model as it found it, but for its weights. */
export async function trainEpoch<Augment>(training: Training<Augment>, epoch: number): Promise<EpochFigures> {
  const { plan, guard, dropout } = training;
  const { optimizer, signal, classifier } = plan;
  const variables = plan.model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const times = stepClock();
  const pace = readingPace();
  const breathe = breather();
  const sums = { loss: 0, correct: 0, images: 0 };
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
    await plan.onStep?.({
      ...figures,
      epoch: epoch + 1,
      epochs: plan.epochs,
      step,
      steps: training.stepsPerEpoch,
      learningRate: learningRateOf(optimizer),
    });
  }

  let figures: EpochFigures | undefined;
  try {
    for await (const batch of openBatches('train', 'train', plan.train, requestOf(plan, epoch), plan.model)) {
      const shape = requireBatch('train', batch, classifier);
      requireBatchLabels('train', batch, classifier);
      if (step === 0) warnOfRawPixels('train', plan.model, batch.images);
      const willRead = pace.due();
      guard.before({ epoch: epoch + 1, step: step + 1 }, willRead);
      if (plan.scheduleUnit === 'batch') followSchedule(plan, training.totalSteps);
      dropout.set(training.totalSteps);
      runStep(plan, variables, batch, shape, guard);
      pace.stepped();
      step++;
      training.totalSteps++;
      plan.afterStep?.(training.totalSteps);
      figures = willRead ? await readFigures() : undefined;
      if (figures && performance.now() - lastReport.time >= reportInterval) await report(figures);
      await breathe();
      signal?.throwIfAborted();
      if (step === plan.stepsPerEpoch) break;
    }
  } finally {
    dropout.restore();
  }
  if (step === 0) {
    throw new RangeError(`train: train must give at least one batch, got none in epoch ${epoch + 1}`);
  }
  figures ??= await readFigures();
  await guard.requireFiniteWeights({ epoch: epoch + 1, step: step + 1 }, learningRateOf(optimizer));
  training.stepsPerEpoch = step;
  // A slow last step has been reported already, but perhaps before anyone knew that it was the last.
  if (lastReport.step !== step || lastReport.steps !== step) await report(figures);
  return figures;
}

/** Sets the learning rate of a schedule step, zero-based, if there is a schedule. */
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
