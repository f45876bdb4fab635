import { d2lSpec, modernSpec, paperSpec, seedSpec, tinySpec, type NinSpec } from '@nin/blocks';
import { Option } from 'commander';
import { imageShape } from './parse';

/** The networks of `@nin/blocks` by the names the command gives them. */
export const specs = {
  tiny: tinySpec,
  modern: modernSpec,
  paper: paperSpec,
  seed: seedSpec,
  d2l: d2lSpec,
} satisfies Record<string, NinSpec>;

/** The name of a network. */
export type SpecName = keyof typeof specs;

/** The networks that CIFAR's 32×32 images fit; d2l's wants 224×224. */
export const trainableSpecs = ['tiny', 'modern', 'paper', 'seed'] as const;

/** A network that can be trained on CIFAR. */
export type TrainableSpec = (typeof trainableSpecs)[number];

/** The option that names any network. */
export function specOption(): Option {
  return new Option('--spec <name>', 'which network').choices(Object.keys(specs)).default('seed');
}

/** The option that names a network for CIFAR. */
export function trainableSpecOption(): Option {
  return new Option(
    '--spec <name>',
    'which network: tiny learns in minutes on a CPU, modern is the one to use on a GPU',
  )
    .choices(trainableSpecs)
    .default('tiny');
}

/** The option that gives the shape of one image. */
export function inputOption(): Option {
  return new Option(
    '--input <shape>',
    'height × width × channels of one image (default: what the network is made for)',
  ).argParser(imageShape);
}
