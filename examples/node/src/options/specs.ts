import { Option } from 'commander';
import { specs, trainableSpecs } from '@nin/recipes';
import { imageShape } from './parse';

/** The option that names any network. */
export function specOption(): Option {
  return new Option('--spec <name>', 'which network').choices(Object.keys(specs)).default('lecture');
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
