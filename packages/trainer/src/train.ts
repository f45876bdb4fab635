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
 * Trains a classifier; an async generator that yields one report per epoch.
 *
 * ```ts
 * for await (const report of train(model, { data, epochs: 10, optimizer })) console.log(progressLine(report));
 * ```
 *
 * A report is yielded when its epoch is trained, validated and saved. Training starts when the first report is requested, and
 * pauses between reports. `await train(…)` trains to the end and returns all reports. To stop, break out of the loop, or abort
 * `signal` to stop within an epoch: the model keeps the weights of the last step, which are saved if there is a `checkpoint`.
 * All tensors except the optimizer's are disposed, also on an error.
 *
 * With the same seed, backend and data (a function must follow its request), two runs give bit-identical weights, and so does
 * an interrupted and resumed run: order, augmentation, dropout masks, moving statistics, optimizer state and schedule are
 * restored. (tfjs's own Adam rounds its bias correction differently after a resume.)
 *
 * @param model a built tfjs model with one input and one output [batch, classes]. It need not be compiled.
 * @throws TypeError or RangeError, immediately, if an option is unknown, options contradict each other, the data do not fit the
 * model, or the model's last activation does not fit the loss.
 * @throws NonFiniteLossError from the generator when the loss becomes NaN or infinite; earlier weights are restored.
 * @throws the reason of `signal`, from the generator, when aborted (by default a DOMException named AbortError).
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

/** Evaluates the model on the validation data, if there are any. If aborted, saves the epoch's steps first. */
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
