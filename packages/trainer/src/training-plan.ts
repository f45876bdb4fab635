import type { LayersModel } from '@tensorflow/tfjs-layers';
import { kindOf, requireInteger, requireOneOf, requirePositiveInteger } from './checks';
import { classifierOf, type Classifier } from './classifier';
import { countOf } from './image-arrays';
import { isArrays, requireLabeledImages, type LabeledData } from './labeled-data';
import { monitors } from './monitor';
import { sparseCategoricalCrossentropy } from './sparse-categorical-crossentropy';
import type { TrainOptions } from './train-options';

type Defaulted = 'batchSize' | 'scheduleUnit' | 'loss' | 'seed' | 'monitor';

/** Checked options of a training, with their defaults, and the model they are for. */
export type TrainingPlan<Augment> = TrainOptions<Augment> &
  Required<Pick<TrainOptions<Augment>, Defaulted>> & { model: LayersModel; classifier: Classifier };

/** Checks the options of `train` before anything happens. */
export function planTraining<Augment>(
  model: LayersModel,
  options: TrainOptions<Augment>,
): TrainingPlan<Augment> {
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
    classifier: classifierOf('train', model),
  };
  requireNumbers(plan);
  requireOneOf('train: scheduleUnit', plan.scheduleUnit, ['epoch', 'batch']);
  requireOneOf('train: monitor', plan.monitor, monitors);
  requireConsistency(plan);
  requireLabeledImages('train', 'train', plan.train, plan.classifier);
  if (validation) requireLabeledImages('train: validation', 'data', validation, plan.classifier);
  return plan;
}

/** How many steps an epoch will have, where that is known before the first. */
export function knownSteps<Augment>({
  train,
  batchSize,
  stepsPerEpoch,
}: TrainingPlan<Augment>): number | undefined {
  if (!isArrays(train)) return stepsPerEpoch;
  return Math.min(Math.ceil(countOf(train) / batchSize), stepsPerEpoch ?? Infinity);
}

function isNothing(data: LabeledData): boolean {
  return Array.isArray(data) && data.length === 0;
}

function requireNumbers<Augment>(plan: TrainingPlan<Augment>): void {
  requirePositiveInteger('train: epochs', plan.epochs);
  requirePositiveInteger('train: batchSize', plan.batchSize);
  requireInteger('train: seed', plan.seed);
  if (plan.stepsPerEpoch !== undefined) requirePositiveInteger('train: stepsPerEpoch', plan.stepsPerEpoch);
  if (plan.earlyStopping)
    requirePositiveInteger('train: earlyStopping.patience', plan.earlyStopping.patience);
  if (plan.checkpoint) requirePositiveInteger('train: checkpoint.every', plan.checkpoint.every ?? 1);
}

function requireConsistency<Augment>(plan: TrainingPlan<Augment>): void {
  const { model, train, validation, optimizer, augment, monitor, checkpoint, earlyStopping } = plan;
  if (typeof (optimizer as Partial<typeof optimizer> | undefined)?.minimize !== 'function') {
    throw new TypeError(`train: optimizer must be a tf.Optimizer, got ${kindOf(optimizer)}`);
  }
  if (model.trainableWeights.length === 0) {
    throw new TypeError('train: model must have trainable weights, got none');
  }
  if (augment !== undefined && typeof train !== 'function') {
    throw new TypeError('train: augment needs a train function that augments, got arrays or batches');
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
