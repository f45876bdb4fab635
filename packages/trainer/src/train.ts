import type { LayersModel } from '@tensorflow/tfjs-layers';
import { dropoutSeeds } from './dropout-seeds';
import type { EpochReport } from './epoch-report';
import { evaluateData } from './evaluate';
import { loadAcceptable, loadCheckpoint } from './load-checkpoint';
import { learningRateOf } from './learning-rate';
import { lossGuard } from './loss-guard';
import { bestOf, type BestEpoch } from './monitor';
import { saveCheckpoint } from './save-checkpoint';
import { followSchedule, trainEpoch, type Training } from './train-epoch';
import type { TrainOptions } from './train-options';
import { trainingRun, type TrainingRun } from './training-run';
import { knownSteps, planTraining, type TrainingPlan } from './training-plan';
import { weightSnapshot, type WeightSnapshot } from './weight-snapshot';

/**
 * Trains a classifier, one epoch per value of the generator.
 *
 * ```ts
 * for await (const report of train(model, { train: data, epochs: 10, optimizer })) console.log(progressLine(report));
 * ```
 *
 * A report comes when its epoch is trained, validated and saved. Nothing happens until the first is asked for, nor
 * between two of them. `await train(…)` trains to the end and gives all reports. To stop, break out of the loop, or abort the `signal` to stop within an epoch; the weights are
 * then those of the last step done. Whichever way it ends, all tensors but the optimizer's own are released.
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

/** What a training knows between two epochs. */
interface Progress {
  /** Epochs done. */
  epochs: number;
  best: BestEpoch | undefined;
  /** The weights of the best epoch, held if early stopping is to put them back. */
  bestWeights: WeightSnapshot | undefined;
}

async function* epochsOf<Augment>(plan: TrainingPlan<Augment>): AsyncGenerator<EpochReport, void, undefined> {
  const { model, signal } = plan;
  const progress: Progress = { epochs: 0, best: undefined, bestWeights: undefined };
  const training: Training<Augment> = {
    plan,
    guard: lossGuard(model),
    dropout: dropoutSeeds(model, plan.seed),
    totalSteps: 0,
    stepsPerEpoch: knownSteps(plan),
  };
  try {
    await resume(training, progress);
    while (!hasEnded(plan, progress)) {
      signal?.throwIfAborted();
      const report = await runEpoch(training, progress);
      await save(training, progress, report);
      yield report;
    }
    progress.bestWeights?.restore();
  } finally {
    training.guard.dispose();
    progress.bestWeights?.dispose();
  }
}

function hasEnded<Augment>({ epochs, earlyStopping }: TrainingPlan<Augment>, progress: Progress): boolean {
  const waited = progress.epochs - (progress.best?.epoch ?? 0);
  return progress.epochs >= epochs || (earlyStopping !== undefined && waited >= earlyStopping.patience);
}

async function runEpoch<Augment>(training: Training<Augment>, progress: Progress): Promise<EpochReport> {
  const { plan } = training;
  const { model, validation, optimizer } = plan;
  const start = performance.now();
  if (plan.scheduleUnit === 'epoch') followSchedule(plan, progress.epochs);
  const figures = await trainEpoch(training, progress.epochs);
  const learningRate = learningRateOf(optimizer);
  const validated = validation && (await evaluateData('train: validation', model, validation, plan));
  progress.epochs++;
  const report: EpochReport = {
    epoch: progress.epochs,
    epochs: plan.epochs,
    ...figures,
    totalSteps: training.totalSteps,
    trainingSeconds: figures.seconds,
    seconds: (performance.now() - start) / 1000,
    validationLoss: validated?.loss,
    validationAccuracy: validated?.accuracy,
    learningRate,
    best: false,
  };
  progress.best = bestOf(progress.best, plan.monitor, report);
  report.best = progress.best?.epoch === report.epoch;
  if (report.best && plan.earlyStopping) {
    progress.bestWeights?.dispose();
    progress.bestWeights = weightSnapshot(model);
  }
  return report;
}

async function save<Augment>(
  training: Training<Augment>,
  progress: Progress,
  report: EpochReport,
): Promise<void> {
  const { plan, totalSteps, stepsPerEpoch } = training;
  const { model, optimizer, seed, checkpoint } = plan;
  if (!checkpoint) return;
  const { best, epochs: epoch } = progress;
  const state = { model, epoch, totalSteps, seed, stepsPerEpoch, best, metadata: checkpoint.metadata };
  // The best first: a training killed between the two saves repeats this epoch and finds it the best again.
  if (checkpoint.best && report.best) await saveCheckpoint(checkpoint.best, state);
  if (epoch % (checkpoint.every ?? 1) === 0 || hasEnded(plan, progress)) {
    await saveCheckpoint(checkpoint.save, { ...state, optimizer });
  }
}

async function resume<Augment>(training: Training<Augment>, progress: Progress): Promise<void> {
  const { model, optimizer, checkpoint, earlyStopping, seed, monitor } = training.plan;
  if (!checkpoint?.resume) return;
  const saved = await loadAcceptable(checkpoint.save, { model, optimizer }, (found) => {
    if (found.seed !== seed) {
      throw new RangeError(`train: seed must be ${found.seed}, the checkpoint's, to resume, got ${seed}`);
    }
    if (found.best && found.best.monitor !== monitor) {
      throw new RangeError(
        `train: monitor must be ${found.best.monitor}, the checkpoint's, to resume, got ${monitor}`,
      );
    }
  });
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
  training.totalSteps = saved.totalSteps;
  training.stepsPerEpoch ??= saved.stepsPerEpoch;
}
