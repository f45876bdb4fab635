import type { Augmentation } from '@nin/cifar';
import type { LabSettings } from './lab-settings';
import { type NumberRule, obeys } from './number-rules';

/** What each number of the settings must be. */
export const settingRules = {
  epochs: 'positiveInteger',
  batchSize: 'positiveInteger',
  learningRate: 'positive',
  weightDecay: 'nonNegative',
  labelSmoothing: 'fraction',
  seed: 'integer',
  limitTrain: 'positiveInteger',
  limitTest: 'positiveInteger',
} as const satisfies Record<string, NumberRule>;

/** A number of the settings. */
export type SettingName = keyof typeof settingRules;

/** The numbers that are not what they must be. */
export function brokenSettings({ training, seed, limitTrain, limitTest }: LabSettings): SettingName[] {
  const { epochs, batchSize, learningRate, weightDecay, labelSmoothing } = training;
  const values: Record<SettingName, number | undefined> = {
    epochs,
    batchSize,
    learningRate,
    weightDecay,
    labelSmoothing,
    seed,
    limitTrain,
    limitTest,
  };
  return (Object.keys(settingRules) as SettingName[]).filter((name) => {
    const value = values[name];
    return value !== undefined && !obeys(settingRules[name], value);
  });
}

/** The augmentations to choose from, each with what the one before it has. */
export const augmentations = {
  none: {},
  flip: { flip: true },
  cropFlip: { padAndCrop: 4, flip: true },
  // 16 pixels are DeVries & Taylor's for CIFAR-10, arXiv 1708.04552.
  cutout: { padAndCrop: 4, flip: true, cutout: 16 },
} as const satisfies Record<string, Augmentation>;

/** The name of an augmentation that can be chosen. */
export type AugmentationName = keyof typeof augmentations;

/** The name of an augmentation; undefined if it is another, as a link may hold. */
export function augmentationName(augment: Augmentation): AugmentationName | undefined {
  const names = Object.keys(augmentations) as AugmentationName[];
  return names.find((name) => isSame(augmentations[name], augment));
}

/** Whether nothing is done to the images. */
export function isPlain(augment: Augmentation): boolean {
  return isSame(augment, {});
}

function isSame(one: Augmentation, other: Augmentation): boolean {
  return JSON.stringify(whole(one)) === JSON.stringify(whole(other));
}

/** The padding matters only where there is one. */
function whole({ padAndCrop = 0, padding = 'reflect', flip = false, cutout = 0 }: Augmentation): unknown[] {
  return [padAndCrop, padAndCrop > 0 && padding, flip, cutout];
}
