import type { Augmentation } from '@nin/cifar';

/** How training images vary, by the names the command line gives. */
export const augmentations = {
  none: {},
  flip: { flip: true },
  crop: { padAndCrop: 4, flip: true },
  cutout: { padAndCrop: 4, flip: true, cutout: 8 },
} satisfies Record<string, Augmentation>;

/** The name of an augmentation. */
export type AugmentationName = keyof typeof augmentations;

/** All of them, weakest first. */
export const augmentationNames = Object.keys(augmentations) as AugmentationName[];
