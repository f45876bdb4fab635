import type { LayersModel } from '@tensorflow/tfjs-layers';
import { dropoutSeeds } from './dropout-seeds';
import type { EpochReport } from './epoch-report';
import { evaluateData, type Evaluation } from './evaluate';
import { learningRateOf } from './learning-rate';
import { lossGuard } from './loss-guard';
import { bestOf } from './monitor';
import { followSchedule, trainEpoch } from './train-epoch';
import type { TrainOptions } from './train-options';
import { resumeTraining, saveEpoch, savePart } from './training-checkpoint';
import { trainingRun, type TrainingRun } from './training-run';
import { knownSteps, planTraining, type TrainingPlan } from './training-plan';
import { hasEnded, type PartOfEpoch, type Progress, type Training } from './training-state';
import { weightSnapshot } from './weight-snapshot';

/**
 * Trains a classifier, one epoch per value of the generator.
 *
 * ```ts
 * for await (const report of train(model, { data, epochs: 10, optimizer })) console.log(progressLine(report));
 * ```
 *
 * A report comes when its epoch is trained, validated and saved. Nothing happens until the first is asked for, nor
 * between two of them. `await train(…)` trains to the end and gives all reports. To stop, break out of the loop, or abort
 * the `signal` to stop within an epoch; the weights are then those of the last step done, and saved if there is a
 * `checkpoint`. Whichever way it ends, all tensors but the optimizer's own are released.
 *
 * With one seed, one backend and data that follow their request, two runs give the same weights, as does a run that was
 * interrupted and resumed, to the last bit: order, augmentation, dropout masks, moving statistics, optimizer state and
 * schedule go on where they were. (tfjs's own Adam rounds its bias correction differently after a resume.)
 *
 * @param model a built tfjs model with one input and one output [batch, classes]. No need to compile it.
 * @throws TypeError or RangeError at once if an option is unknown, the options do not fit together, the data do not fit the
 * model, or its last activation does not give what the loss takes.
 * @throws NonFiniteLossError from the generator when the loss becomes NaN or infinite, earlier weights put back.
 * @throws the reason of `signal`, from the generator, when aborted (a DOMException named AbortError by default).
 */
export function train<Augment = undefined>(model: LayersModel, options: TrainOptions<Augment>): TrainingRun {
  return trainingRun(epochsOf(planTraining(model, options)));
}

async function* epochsOf<Augment>(plan: TrainingPlan<Augment>): AsyncGenerator<EpochReport, void, undefined> {
  const { model, signal } = plan;
  const progress: Progress = { epochs: 0, best: undefined, bestWeights: undefined, history: [] };
  const training: Training<Augment> = {
    plan,
    guard: lossGuard(model),
    dropout: dropoutSeeds(model, plan.seed),
    totalSteps: 0,
    stepsPerEpoch: knownSteps(plan),
    begun: undefined,
    lastSave: performance.now(),
  };
  try {
    await resumeTraining(training, progress);
    while (!hasEnded(plan, progress)) {
      signal?.throwIfAborted();
      const report = await runEpoch(training, progress);
      await plan.afterEpoch?.(report);
      await saveEpoch(training, progress, report);
      yield report;
    }
    progress.bestWeights?.restore();
  } finally {
    training.guard.dispose();
    progress.bestWeights?.dispose();
  }
}

async function runEpoch<Augment>(training: Training<Augment>, progress: Progress): Promise<EpochReport> {
  const { plan } = training;
  const { model, optimizer } = plan;
  if (plan.scheduleUnit === 'epoch') followSchedule(plan, progress.epochs);
  const save = (part: PartOfEpoch) => savePart(training, progress, part);
  const { figures, sums } = await trainEpoch(training, progress.epochs, save);
  const learningRate = learningRateOf(optimizer);
  const trained = performance.now();
  const validated = await validate(plan, () => save({ step: figures.steps, sums }));
  progress.epochs++;
  const report: EpochReport = {
    epoch: progress.epochs,
    epochs: plan.epochs,
    ...figures,
    totalSteps: training.totalSteps,
    trainingSeconds: figures.seconds,
    seconds: figures.seconds + (performance.now() - trained) / 1000,
    validationLoss: validated?.loss,
    validationAccuracy: validated?.accuracy,
    learningRate,
    best: false,
  };
  progress.best = bestOf(progress.best, plan.monitor, report);
  report.best = progress.best?.epoch === report.epoch;
  progress.history.push(report);
  if (report.best && plan.earlyStopping) {
    progress.bestWeights?.dispose();
    progress.bestWeights = weightSnapshot(model);
  }
  return report;
}

/** Measures the model on the validation data, if there are any. An abort meanwhile saves the steps of the epoch. */
async function validate<Augment>(
  plan: TrainingPlan<Augment>,
  save: () => Promise<void>,
): Promise<Evaluation | undefined> {
  const { model, validation, signal } = plan;
  if (!validation) return undefined;
  try {
    return await evaluateData('train: validation', model, validation, plan);
  } catch (error) {
    if (signal?.aborted) await save();
    throw error;
  }
}
