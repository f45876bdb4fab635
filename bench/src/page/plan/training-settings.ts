import type { Recipe, SessionSettings } from '@nin/recipes';

/** What both peers do to the images: what the recipes of the lab do at most. */
export const imageSettings = {
  augment: { padAndCrop: 4, flip: true },
  normalize: 'standard',
} as const satisfies Pick<Recipe, 'augment' | 'normalize'>;

/** Decides images, first weights, order, augmentation and dropout. */
export const seed = 1;

/** Of both optimizers. It decides no time. */
export const learningRate = 5e-4;

/** The settings of our training but for the batch. It is stopped long before its last epoch. */
export const trainingSettings: Omit<SessionSettings, 'batchSize'> = {
  ...imageSettings,
  epochs: 1000,
  optimizer: 'adamw',
  learningRate,
  weightDecay: 0.004,
  schedule: 'cosine',
  labelSmoothing: 0,
  seed,
};
