import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { checkSpec, type AnySpec, type BlockKind } from '@nin/blocks';
import { didYouMean, shown } from '@nin/checks';
import { checkExperiment, parseExperiment, recipes, type Experiment } from '@nin/recipes';
import { reasonOf, UsageError } from './failure';
import { isFirstConfig, readFirstConfig } from './runs/first-config';

/** An experiment with the name that messages and pictures give it. */
export interface NamedExperiment {
  /** The name of a recipe or a file. */
  name: string;
  experiment: Experiment;
  /** Where it is from: a file of a whole experiment says everything, one of a network leaves the training to the defaults. */
  origin: 'recipe' | 'network' | 'experiment';
}

/** The shape of CIFAR's images. */
const imageShape = [32, 32, 3];

/**
 * Reads an experiment from a JSON file: an experiment, the `config.json` of a run, or a network, which is trained as the recipe
 * `tiny` is.
 *
 * @throws UsageError in one line, naming the file, if it cannot be read, or has another content.
 */
export async function readExperimentFile(
  path: string,
  kinds: readonly BlockKind[],
): Promise<NamedExperiment> {
  const value = await readJsonFile(path, Object.keys(recipes));
  const name = basename(path, '.json');
  if (isNetwork(value)) {
    requireNetwork(path, value, kinds);
    requireImageShape(path, { network: value });
    return { name, experiment: { ...recipes.tiny.experiment, network: value }, origin: 'network' };
  }
  if (isFirstConfig(value)) {
    const { experiment, run } = readFirstConfig(path, value);
    requireNetwork(path, experiment.network, kinds);
    return { name: run.name, experiment, origin: 'experiment' };
  }
  const [problem] = checkExperiment(value, { kinds });
  if (problem) throw new UsageError(`${path}: ${problem.message}${kindHint(problem.path)}`);
  const experiment = parseExperiment(value, { kinds });
  requireImageShape(path, experiment);
  const { run } = value as { run?: { name?: unknown } };
  return { name: typeof run?.name === 'string' ? run.name : name, experiment, origin: 'experiment' };
}

/**
 * Reads a network from a JSON file: a `NinSpec`, or an experiment, whose network it is.
 *
 * @throws UsageError in one line, naming the file, if it cannot be read or has no such network.
 */
export async function readNetworkFile(path: string, kinds: readonly BlockKind[]): Promise<AnySpec> {
  const value = await readJsonFile(path);
  const network = isNetwork(value) ? value : ((value as { network?: unknown } | null)?.network ?? value);
  requireNetwork(path, network, kinds);
  return network;
}

/**
 * Throws a UsageError unless `value` is a network whose blocks are of some kinds.
 *
 * @param where begins the message.
 */
export function requireNetwork(
  where: string,
  value: unknown,
  kinds: readonly BlockKind[],
): asserts value is AnySpec {
  const [problem] = checkSpec(value, { kinds });
  if (problem) throw new UsageError(`${where}: ${problem.message}${kindHint(problem.path)}`);
}

/**
 * Throws a UsageError unless a network takes CIFAR's images.
 *
 * @param where begins the message.
 */
export function requireImageShape(
  where: string,
  { network: { inputShape } }: Pick<Experiment, 'network'>,
): void {
  if (isDeepStrictEqual(inputShape, imageShape)) return;
  throw new UsageError(
    `${where}: inputShape must be ${shown(imageShape)}, as CIFAR's images are, got ${shown(inputShape)}`,
  );
}

function isNetwork(value: unknown): value is { blocks: unknown } {
  return typeof value === 'object' && value !== null && 'blocks' in value;
}

function kindHint(path: readonly (string | number)[]): string {
  const isKind = path.at(-1) === 'kind' && path.at(-3) === 'blocks';
  return isKind ? '; --use names the module of another kind' : '';
}

/** @param names what may be given instead of a file, for the message. */
async function readJsonFile(path: string, names: readonly string[] = []): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const choice = names.length > 0 ? `one of ${names.join(', ')}, or ` : '';
    throw new UsageError(
      `FILE must be ${choice}a file that can be read, got ${path}: ${reasonOf(error)}${didYouMean(path, names)}`,
    );
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} must be JSON: ${reasonOf(error)}`);
  }
}
