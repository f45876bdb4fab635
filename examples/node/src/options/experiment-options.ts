import type { BlockKind } from '@nin/blocks';
import { applySettings, recipes, settingValue, settingValues, type RecipeName } from '@nin/recipes';
import { Option, type Command } from 'commander';
import { UsageError } from '../failure';
import { readExperimentFile, requireImageShape, type NamedExperiment } from '../experiment-file';

/** Augmentations by the names that `--augment` takes, weakest first. */
const augmentations: Readonly<Record<string, object>> = {
  none: {},
  flip: { flip: true },
  crop: { padAndCrop: 4, flip: true },
  cutout: { padAndCrop: 4, flip: true, cutout: 8 },
};

/** Options that are short for `--set PATH=VALUE`. */
const shortOptions: readonly { path: string; flags: string; description: string; isText?: boolean }[] = [
  {
    path: 'data.source',
    flags: '--data <name>',
    description: "cifar10, cifar100, synthetic, or a folder with CIFAR's binary files (read offline)",
    isText: true,
  },
  { path: 'epochs', flags: '--epochs <n>', description: 'passes over the training images' },
  { path: 'batch.size', flags: '--batch-size <n>', description: 'images per step' },
  { path: 'optimizer.learningRate', flags: '--learning-rate <x>', description: 'highest learning rate' },
  {
    path: 'optimizer.weightDecay',
    flags: '--weight-decay <x>',
    description: 'fraction of a weight that each step removes, in units of the learning rate',
  },
  { path: 'batch.augment', flags: '--augment <kind>', description: 'random changes of the training images' },
  { path: 'mlpLayers', flags: '--mlp-layers <n>', description: '1×1 layers in each block' },
  {
    path: 'seed',
    flags: '--seed <n>',
    description: 'decides first weights, order, augmentation and dropout',
  },
  {
    path: 'data.limitTrain',
    flags: '--limit-train <n>',
    description: 'use only the first n training images',
  },
  { path: 'data.limitTest', flags: '--limit-test <n>', description: 'use only the first n test images' },
];

/** The values of `--set` and of the options that are short for it. */
export interface ExperimentOptions {
  set?: string[];
  [shortOption: string]: unknown;
}

/** Adds the argument that names an experiment. */
export function addExperimentArgument(command: Command, fallback: RecipeName): Command {
  return command.argument(
    '[file|recipe]',
    `an experiment or a network as JSON, config.json of a run too, or a recipe: ${Object.keys(recipes).join(', ')} (default: ${fallback})`,
  );
}

/** Adds `--set` and the options that are short for it, except those for some paths. */
export function addExperimentOptions(command: Command, except: readonly string[] = []): Command {
  command.addOption(setOption());
  for (const { path, flags, description } of shortOptions) {
    if (except.includes(path)) continue;
    const option = new Option(flags, `${description} (sets ${path})`);
    if (path === 'batch.augment') option.choices(Object.keys(augmentations));
    command.addOption(option);
  }
  return command;
}

/** The option that sets any field of an experiment. */
export function setOption(): Option {
  return new Option(
    '--set <path=value>',
    'sets a field of the experiment, such as optimizer.kind=sgd; repeat it for more (nin settings lists them)',
  ).argParser((text: string, before: string[] | undefined) => [...(before ?? []), text]);
}

/** Returns what the short options and `--set` of a command set, by path. The short options come first. */
export function givenSettings(command: Command, options: ExperimentOptions): Record<string, unknown> {
  const short = shortOptions.flatMap(({ path, flags, isText }) => {
    const option = command.options.find((one) => one.flags === flags);
    const given = option && options[option.attributeName()];
    if (typeof given !== 'string') return [];
    return [{ path, flag: flags.split(' ')[0], value: isText ? given : valueOf(path, given) }];
  });
  const set = settingValues(options.set ?? []);
  for (const { path, flag } of short) {
    const twice = Object.keys(set).find((one) => isSamePath(one, path));
    if (twice !== undefined) {
      throw new UsageError(`${flag} can't go with --set ${twice}: both set the same field`);
    }
  }
  return { ...Object.fromEntries(short.map(({ path, value }) => [path, value])), ...set };
}

/** Returns whether two paths lead to the same field: `mlpLayers` is short for that of all blocks. */
export function isSamePath(one: string, other: string): boolean {
  const [first, second] = [one, other].map((path) =>
    path === 'mlpLayers' ? 'network.blocks.*.mlpLayers' : path,
  );
  return first === second;
}

/**
 * Returns the experiment that a command names, without what its options set.
 *
 * @param argument a recipe's name, or the path of a file; undefined takes the fallback.
 * @throws UsageError in one line if it is neither, or the file has no experiment.
 */
export async function namedExperiment(
  argument: string | undefined,
  fallback: RecipeName,
  kinds: readonly BlockKind[],
): Promise<NamedExperiment> {
  const name = argument ?? fallback;
  if (!Object.hasOwn(recipes, name)) return readExperimentFile(name, kinds);
  return { name, experiment: recipes[name as RecipeName].experiment, origin: 'recipe' };
}

/**
 * Returns an experiment with other values at some paths.
 *
 * @throws SettingError naming the path, the rule and the value; UsageError if the network does not take CIFAR's images.
 */
export function withSettings(
  named: NamedExperiment,
  settings: Readonly<Record<string, unknown>>,
  kinds: readonly BlockKind[],
): NamedExperiment {
  const experiment = applySettings(named.experiment, settings, { kinds });
  requireImageShape(named.name, experiment);
  return { ...named, experiment };
}

function valueOf(path: string, text: string): unknown {
  return path === 'batch.augment' ? augmentations[text] : settingValue(text);
}
