import { holdsData, loadedData } from '../lab/data-state';
import type { LabSettings } from '../settings/lab-settings';

/** CIFAR-10's training images, and as many as the worker draws. */
const fullCount = { cifar10: 50_000, synthetic: 10_000 };

/** How many images these settings train on: counted, if they are loaded. */
export function trainingImages(of: LabSettings): number {
  const { data, limitTrain } = of;
  const full = fullCount[data];
  const held = holdsData(of) ? loadedData.value?.train : undefined;
  return held ?? Math.min(full, limitTrain ?? full);
}

/** Steps of an epoch with these settings, as the training counts them. */
export function stepsPerEpoch(of: LabSettings): number {
  return Math.ceil(trainingImages(of) / of.training.batchSize);
}
