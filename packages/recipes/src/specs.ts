import { d2lSpec, lectureSpec, modernSpec, paperSpec, tinySpec, type NinSpec } from '@nin/blocks';

/** The networks of `@nin/blocks` by the names the applications give them. */
export const specs = {
  tiny: tinySpec,
  modern: modernSpec,
  paper: paperSpec,
  lecture: lectureSpec,
  d2l: d2lSpec,
} satisfies Record<string, NinSpec>;

/** The name of a network. */
export type SpecName = keyof typeof specs;

/** The networks that CIFAR's 32×32 images fit; d2l's wants 224×224. */
export const trainableSpecs = ['tiny', 'modern', 'paper', 'lecture'] as const;

/** A network that can be trained on CIFAR. */
export type TrainableSpec = (typeof trainableSpecs)[number];
