import type { AnySpec, BlockKind } from '@nin/blocks';
import { specs, type SpecName } from '@nin/recipes';
import { Option, type Command } from 'commander';
import { readNetworkFile } from '../experiment-file';
import { UsageError } from '../failure';
import { backendNames } from '../runs/run-schema';
import { imageShape } from './parse';

/** The option that names a data set. */
export function dataOption(): Option {
  return new Option(
    '--data <name>',
    "cifar10, cifar100, synthetic, or a folder with CIFAR's binary files (read offline)",
  );
}

/** The option that names the backend. */
export function backendOption(): Option {
  return new Option('--backend <name>', 'what computes; auto takes the best that works here')
    .choices(backendNames)
    .default('auto');
}

/** The option that names modules with kinds of block. */
export function useOption(): Option {
  return new Option(
    '--use <module>',
    'a module that exports kinds of block: a file or an installed package; repeat it for more',
  ).argParser((name: string, before: string[] | undefined) => [...(before ?? []), name]);
}

/** The option that names a network. */
export function specOption(): Option {
  return new Option('--spec <name>', 'which network').choices(Object.keys(specs)).default('lecture');
}

/** The option that gives the shape of one image. */
export function inputOption(): Option {
  return new Option(
    '--input <shape>',
    'height × width × channels of one image (default: what the network is made for)',
  ).argParser(imageShape);
}

/**
 * Returns the network that a command names: that of the file, or else that of `--spec`.
 *
 * @throws UsageError if both are given, or the file has no network.
 */
export async function namedNetwork(
  command: Command,
  file: string | undefined,
  spec: SpecName,
  kinds: readonly BlockKind[],
): Promise<AnySpec> {
  if (file === undefined) return specs[spec];
  if (command.getOptionValueSource('spec') === 'cli')
    throw new UsageError("FILE can't go with --spec: both name the network");
  return readNetworkFile(file, kinds);
}
