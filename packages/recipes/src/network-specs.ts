import { d2lSpec, lectureSpec, modernSpec, paperSpec, tinySpec, type NinSpec } from '@nin/blocks';

/** The networks of `@nin/blocks` by name. That of d2l takes 224×224 images, the others take 32×32. */
export const specs = {
  tiny: tinySpec,
  modern: modernSpec,
  paper: paperSpec,
  lecture: lectureSpec,
  d2l: d2lSpec,
} satisfies Record<string, NinSpec>;

/** The name of a network. */
export type SpecName = keyof typeof specs;
