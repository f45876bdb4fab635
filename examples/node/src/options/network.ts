import { isDeepStrictEqual } from 'node:util';
import type { AnySpec, BlockKind } from '@nin/blocks';
import { shown } from '@nin/checks';
import type { Command } from 'commander';
import { specs, type SpecName, type TrainableSpec } from '@nin/recipes';
import { UsageError } from '../failure';
import { readNetworkFile } from '../kinds/network-file';
import type { TrainingSettings } from '../training/settings';

/** The shape of CIFAR's images. */
const imageShape = [32, 32, 3];

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
  requireOne(command);
  return readNetworkFile(file, kinds);
}

/**
 * Returns the network that a command is to train, as settings hold it.
 *
 * @throws UsageError if both a file and `--spec` are given, or the file has no network for CIFAR's images.
 */
export async function trainableNetwork(
  command: Command,
  file: string | undefined,
  spec: TrainableSpec,
  kinds: readonly BlockKind[],
): Promise<Pick<TrainingSettings, 'spec' | 'specFile'>> {
  if (file === undefined) return { spec };
  requireOne(command);
  const network = await readNetworkFile(file, kinds);
  if (isDeepStrictEqual(network.inputShape, imageShape)) return { spec: network, specFile: file };
  throw new UsageError(
    `${file}: inputShape must be ${shown(imageShape)}, as CIFAR's images are, got ${shown(network.inputShape)}`,
  );
}

function requireOne(command: Command): void {
  if (command.getOptionValueSource('spec') !== 'cli') return;
  throw new UsageError("FILE can't go with --spec: both name the network");
}
