import { Command, Option } from 'commander';
import { recipes, type TrainableSpec } from '@nin/recipes';
import { useKinds } from '../kinds/used-kinds';
import { augmentationNames, augmentations, type AugmentationName } from '../options/augmentations';
import { dataOption, backendOption } from '../options/data-and-backend';
import { nonNegativeInteger, nonNegativeNumber, positiveInteger, positiveNumber } from '../options/parse';
import { folderToResume } from '../options/resume';
import { trainableNetwork } from '../options/network';
import { trainableSpecOption } from '../options/specs';
import { upperEnds } from '../options/upper-ends';
import { useOption } from '../options/use';
import { resumeRun, startRun } from '../training/run';
import { goOnWhenNobodyReads } from '../terminal/closed-output';
import { exampleLines } from '../terminal/typed-command';
import type { TrainingSettings } from '../training/settings';

interface TrainOptions {
  spec: TrainableSpec;
  use?: string[];
  data: string;
  backend: TrainingSettings['backend'];
  epochs?: number;
  batchSize?: number;
  learningRate?: number;
  weightDecay?: number;
  augment?: AugmentationName;
  mlpLayers?: number;
  seed: number;
  out?: string;
  resume?: boolean;
  limitTrain?: number;
  limitTest?: number;
}

/** `nin train`: trains a network and leaves a folder with all there is to know about it. */
export function trainCommand(): Command {
  const count = (flag: string, text: string, most: number) =>
    new Option(flag, text).argParser(positiveInteger(most));
  const command = new Command('train');
  return command
    .description('Train a network on CIFAR and leave a folder with the model, its figures and a report.')
    .argument('[file]', 'a network as JSON (a NinSpec), in place of --spec; trained as tiny is by default')
    .addOption(trainableSpecOption())
    .addOption(useOption())
    .addOption(dataOption())
    .addOption(backendOption())
    .addOption(
      count(
        '--epochs <n>',
        "passes over the training images (default: the network's recipe)",
        upperEnds.epochs,
      ),
    )
    .addOption(
      count('--batch-size <n>', "images per step (default: the network's recipe)", upperEnds.batchSize),
    )
    .addOption(
      new Option('--learning-rate <x>', "highest learning rate (default: the network's recipe)").argParser(
        positiveNumber(upperEnds.rate),
      ),
    )
    .addOption(
      new Option(
        '--weight-decay <x>',
        "share of a weight taken off, times the rate (default: the network's recipe)",
      ).argParser(nonNegativeNumber(upperEnds.rate)),
    )
    .addOption(
      new Option('--augment <kind>', "how images vary (default: the network's recipe)").choices(
        augmentationNames,
      ),
    )
    .addOption(
      new Option('--mlp-layers <n>', '1×1 layers in each block (default: as the network has)').argParser(
        nonNegativeInteger(upperEnds.mlpLayers),
      ),
    )
    .addOption(
      new Option('--seed <n>', 'decides first weights, order, augmentation and dropout')
        .argParser(nonNegativeInteger(upperEnds.seed))
        .default(0),
    )
    .option('--out <dir>', 'folder of the run (default: a new one under runs/)')
    .option('--resume', 'go on with the run in --out at the last step that was saved')
    .addOption(count('--limit-train <n>', 'use only the first n training images', upperEnds.images))
    .addOption(count('--limit-test <n>', 'use only the first n test images', upperEnds.images))
    .addHelpText(
      'after',
      `
Recipes (spec: epochs, batch size, optimizer, learning rate):
${recipeTable()}

Examples:
${exampleLines([
  ['train', 'tiny on CIFAR-10: minutes on a laptop'],
  ['train --data synthetic --epochs 2', 'without any download'],
  ['train --spec lecture --epochs 5', "the lecture's network and schedule"],
  ['train my-network.json --use ./my-kind.js', 'a network of your own, with blocks of your own'],
  ['train --resume --out runs/my-run', 'go on after Ctrl-C or a crash'],
])}

The folder of a run: config.json summary.json history.csv history.jsonl model/ checkpoint/ confusion.svg report.html`,
    )
    .action(async (file: string | undefined, options: TrainOptions) => {
      goOnWhenNobodyReads();
      const folder = folderToResume(command, options);
      if (folder !== undefined) return resumeRun(folder, options.use);
      const used = await useKinds(options.use);
      const network = await trainableNetwork(command, file, options.spec, used.kinds);
      return startRun({ ...settingsOf(options), ...network }, used, options.out);
    });
}

function settingsOf({
  spec,
  augment,
  use: _use,
  resume: _resume,
  out: _out,
  ...given
}: TrainOptions): TrainingSettings {
  const chosen = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as typeof given;
  return { spec, ...recipes[spec], ...chosen, ...(augment && { augment: augmentations[augment] }) };
}

function recipeTable(): string {
  return Object.entries(recipes)
    .map(([name, recipe]) => {
      const { epochs, batchSize, optimizer, learningRate } = recipe;
      return `  ${name.padEnd(7)} ${String(epochs).padStart(3)} epochs, ${batchSize} images per step, ${optimizer} ${learningRate}`;
    })
    .join('\n');
}
