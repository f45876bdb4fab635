import type { BackendPreference } from '@nin/backends';
import { Command, Option } from 'commander';
import { recipes, type TrainableSpec } from 'nin-run';
import { resumeAblation, startAblation } from '../ablation/ablate';
import type { AblationPlan } from '../ablation/ablation-plan';
import { backendOption, dataOption } from '../options/data-and-backend';
import { integerList, nonNegativeInteger, positiveInteger } from '../options/parse';
import { folderToResume } from '../options/resume';
import { trainableSpecOption } from '../options/specs';
import { upperEnds } from '../options/upper-ends';
import { goOnWhenNobodyReads } from '../terminal/closed-output';
import { nin } from '../terminal/typed-command';

interface AblateOptions {
  spec: TrainableSpec;
  mlpLayers: number[];
  seeds: number;
  seed: number;
  epochs: number;
  batchSize?: number;
  data: string;
  backend: BackendPreference;
  limitTrain?: number;
  limitTest?: number;
  out?: string;
  resume?: boolean;
}

/** `nin ablate`: the same network with more and fewer 1×1 layers, side by side. */
export function ablateCommand(): Command {
  const count = (flag: string, text: string, most: number) =>
    new Option(flag, text).argParser(positiveInteger(most));
  const command = new Command('ablate');
  return command
    .description("The lecture's question: train one network with several numbers of 1×1 layers, and compare.")
    .addOption(trainableSpecOption())
    .addOption(
      new Option('--mlp-layers <list>', '1×1 layers in each block')
        .argParser(integerList(upperEnds.mlpLayers))
        .default([0, 1, 2, 3], '0,1,2,3'),
    )
    .addOption(
      count('--seeds <n>', 'trainings of each, every one with a seed of its own', upperEnds.seeds).default(3),
    )
    .addOption(
      new Option('--seed <n>', 'the first seed').argParser(nonNegativeInteger(upperEnds.seed)).default(0),
    )
    .addOption(count('--epochs <n>', 'passes over the training images', upperEnds.epochs).default(2))
    .addOption(
      count('--batch-size <n>', "images per step (default: the network's recipe)", upperEnds.batchSize),
    )
    .addOption(dataOption())
    .addOption(backendOption())
    .addOption(
      count('--limit-train <n>', 'use only the first n training images', upperEnds.images).default(10_000),
    )
    .addOption(count('--limit-test <n>', 'use only the first n test images', upperEnds.images))
    .option('--out <dir>', 'folder for the table and the picture (default: a new one under runs/)')
    .option('--resume', 'go on with the ablation in --out: train only what has not ended')
    .addHelpText(
      'after',
      `
The accuracy of one training says little: several seeds show how much of a difference is luck. With its defaults the
command trains 12 small networks; the first one shows how long the rest will take. Each training is kept as it ends, so that after Ctrl-C or a crash
  ${nin} ablate --resume --out DIR
trains only the rest.`,
    )
    .action((options: AblateOptions) => {
      goOnWhenNobodyReads();
      const folder = folderToResume(command, options);
      return folder === undefined ? startAblation(planOf(options), options.out) : resumeAblation(folder);
    });
}

function planOf({
  mlpLayers,
  seeds,
  out: _out,
  resume: _resume,
  spec,
  ...given
}: AblateOptions): AblationPlan {
  const chosen = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as typeof given;
  return { settings: { spec, ...recipes[spec], ...chosen }, mlpLayers, seeds };
}
