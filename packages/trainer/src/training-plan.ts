import {
  requireBackend,
  requireBoolean,
  requireInteger,
  requireOneOf,
  requireOptions,
  requirePositive,
  requirePositiveInteger,
} from '@nin/checks';
import { engine } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { handlerFor } from './checkpoint-handler';
import { classifierOf, type Classifier } from './classifier';
import { countOf } from './image-arrays';
import { isArrays, requireLabeledImages, type LabeledData } from './labeled-data';
import { monitors } from './monitor';
import { sparseCategoricalCrossentropy } from './sparse-categorical-crossentropy';
import { requireOutputsForLoss } from './output-activation';
import { requireMetadata } from './save-checkpoint';
import {
  checkpointOptionNames,
  earlyStoppingOptionNames,
  trainOptionNames,
  type TrainOptions,
} from './train-options';
import { requireCallback, requireLoss, requireOptimizer, requireSignal } from './training-parts';

type Defaulted = 'batchSize' | 'scheduleUnit' | 'loss' | 'seed' | 'monitor';

/** Checked options of a training with their defaults, and the model. */
export type TrainingPlan<Augment> = TrainOptions<Augment> &
  Required<Pick<TrainOptions<Augment>, Defaulted>> & { model: LayersModel; classifier: Classifier };

/** Checks the options of `train` and fills in their defaults. */
export function planTraining<Augment>(
  model: LayersModel,
  options: TrainOptions<Augment>,
): TrainingPlan<Augment> {
  const classifier = classifierOf('train', model);
  requireOptions('train: options', options, trainOptionNames);
  const validation = options.validation && isNothing(options.validation) ? undefined : options.validation;
  const plan: TrainingPlan<Augment> = {
    ...options,
    validation,
    batchSize: options.batchSize ?? 128,
    scheduleUnit: options.scheduleUnit ?? 'epoch',
    loss: options.loss ?? sparseCategoricalCrossentropy(),
    seed: options.seed ?? 0,
    monitor: options.monitor ?? (validation ? 'validationAccuracy' : 'accuracy'),
    model,
    classifier,
  };
  requireNumbers(plan);
  requireOneOf('train: scheduleUnit', plan.scheduleUnit, ['epoch', 'step']);
  requireOneOf('train: monitor', plan.monitor, monitors);
  requireParts(plan);
  requireCheckpoint(plan);
  requireConsistency(plan);
  requireLabeledImages('train', 'data', plan.data, plan.classifier);
  if (validation) requireLabeledImages('train: validation', 'data', validation, plan.classifier);
  requireBackend('train', engine());
  return plan;
}

/** Returns the number of steps per epoch; undefined if it is unknown before the data end. */
export function knownSteps<Augment>({
  data,
  batchSize,
  stepsPerEpoch,
}: TrainingPlan<Augment>): number | undefined {
  if (!isArrays(data)) return stepsPerEpoch;
  return Math.min(Math.ceil(countOf(data) / batchSize), stepsPerEpoch ?? Infinity);
}

function isNothing(data: LabeledData): boolean {
  return Array.isArray(data) && data.length === 0;
}

function requireNumbers<Augment>(plan: TrainingPlan<Augment>): void {
  requirePositiveInteger('train: epochs', plan.epochs);
  requirePositiveInteger('train: batchSize', plan.batchSize);
  requireInteger('train: seed', plan.seed);
  if (plan.stepsPerEpoch !== undefined) requirePositiveInteger('train: stepsPerEpoch', plan.stepsPerEpoch);
  if (plan.earlyStopping === undefined) return;
  requireOptions('train: earlyStopping', plan.earlyStopping, earlyStoppingOptionNames);
  requirePositiveInteger('train: earlyStopping.patience', plan.earlyStopping.patience);
}

function requireParts<Augment>(plan: TrainingPlan<Augment>): void {
  requireOptimizer('train', plan.optimizer);
  requireLoss('train', plan.loss);
  requireSignal('train', plan.signal);
  requireCallback('train: schedule', plan.schedule);
  requireCallback('train: onProgress', plan.onProgress);
  requireCallback('train: afterStep', plan.afterStep);
  requireCallback('train: afterEpoch', plan.afterEpoch);
  requireOutputsForLoss('train', plan.model, plan.loss);
}

function requireCheckpoint<Augment>({ checkpoint }: TrainingPlan<Augment>): void {
  if (checkpoint === undefined) return;
  requireOptions('train: checkpoint', checkpoint, checkpointOptionNames);
  const { save, every = 1, everySeconds = 600, best, resume = false, metadata } = checkpoint;
  requirePositiveInteger('train: checkpoint.every', every);
  if (everySeconds !== Infinity) requirePositive('train: checkpoint.everySeconds', everySeconds);
  requireBoolean('train: checkpoint.resume', resume);
  if (metadata !== undefined) requireMetadata('train: checkpoint.metadata', metadata);
  handlerFor('save', save, 'train: checkpoint.save');
  if (resume) handlerFor('load', save, 'train: checkpoint.save');
  if (best !== undefined) handlerFor('save', best, 'train: checkpoint.best');
}

function requireConsistency<Augment>(plan: TrainingPlan<Augment>): void {
  const { model, data, validation, augment, monitor, checkpoint, earlyStopping } = plan;
  if (model.trainableWeights.length === 0) {
    throw new TypeError('train: model must have trainable weights, got none');
  }
  if (augment !== undefined && typeof data !== 'function') {
    throw new TypeError('train: augment needs a data function that augments, got arrays or batches');
  }
  if (!validation && monitor.startsWith('validation')) {
    throw new TypeError(`train: monitor ${monitor} needs validation data, got none`);
  }
  if (earlyStopping && checkpoint && !checkpoint.best) {
    throw new TypeError(
      'train: checkpoint.best must say where the best weights go, as earlyStopping puts them back after a resume, got undefined',
    );
  }
}
