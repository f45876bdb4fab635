import type { BackendPreference } from '@nin/backends';
import { shown } from '@nin/checks';
import { Command, Option } from 'commander';
import { grouped, recipes, type TrainableSpec } from '@nin/recipes';
import { resumeAblation, startAblation } from '../ablation/ablate';
import type { AblationPlan } from '../ablation/ablation-plan';
import { UsageError } from '../failure';
import { useKinds } from '../kinds/used-kinds';
import { backendOption, dataOption } from '../options/data-and-backend';
import { integerList, nonNegativeInteger, positiveInteger } from '../options/parse';
import { trainableNetwork } from '../options/network';
import { folderToResume } from '../options/resume';
import { trainableSpecOption } from '../options/specs';
import { upperEnds } from '../options/upper-ends';
import { useOption } from '../options/use';
import { addVariation, type Variation } from '../options/variation';
import { goOnWhenNobodyReads } from '../terminal/closed-output';
import { exampleLines, nin } from '../terminal/typed-command';

interface AblateOptions {
  spec: TrainableSpec;
  use?: string[];
  vary?: Variation[];
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

/** `nin ablate`: variants of a network side by side; by default, with more and fewer 1×1 layers. */
export function ablateCommand(): Command {
  const count = (flag: string, text: string, most: number) =>
    new Option(flag, text).argParser(positiveInteger(most));
  const command = new Command('ablate');
  return command
    .description(
      "Train variants of one network and compare them. By default the lecture's question: more or fewer 1×1 layers?",
    )
    .argument('[file]', 'a network as JSON (a NinSpec), in place of --spec; trained as tiny is by default')
    .addOption(trainableSpecOption())
    .addOption(useOption())
    .addOption(
      new Option(
        '--vary <path=values>',
        'what to vary, such as network.blocks.*.kind=nin,residual-nin; once more for a grid',
      ).argParser(addVariation),
    )
    .addOption(
      new Option(
        '--mlp-layers <list>',
        '1×1 layers in each block: --vary mlpLayers=LIST, which is all that varies by default',
      )
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
${pathHelp}

The accuracy of one training says little: several seeds show how much of a difference is luck. With its defaults the
command trains 12 small networks; the first one shows how long the rest will take. Each training is kept as it ends, so that after Ctrl-C or a crash
  ${nin} ablate --resume --out DIR
trains only the rest.`,
    )
    .action(async (file: string | undefined, options: AblateOptions) => {
      goOnWhenNobodyReads();
      const folder = folderToResume(command, options);
      if (folder !== undefined) return resumeAblation(folder, options.use);
      const { settings, ...plan } = planOf(command, options);
      const used = await useKinds(options.use);
      const network = await trainableNetwork(command, file, options.spec, used.kinds);
      return startAblation(
        { ...plan, settings: { ...settings, ...network }, kinds: used.kinds },
        used,
        options.out,
      );
    });
}

const pathHelp = `A path is network.blocks.N.FIELD for block N, from 0, or network.blocks.*.FIELD for all blocks that have what the path goes
through; mlpLayers, which keeps the number of classes; or seed. Values are JSON, such as 2, true or [192,96], FROM..TO for
integers, or else text. Several --vary give all combinations, and a later one has the last word:
${exampleLines([
  ['ablate --vary network.blocks.*.kind=nin,residual-nin,se-nin --vary seed=0..4'],
  ['ablate --vary network.blocks.0.filters=16,32 --vary network.blocks.*.batchNorm=true,false'],
])}`;

function planOf(
  command: Command,
  {
    vary = [],
    mlpLayers,
    seeds: count,
    use: _use,
    out: _out,
    resume: _resume,
    spec,
    ...given
  }: AblateOptions,
): Omit<AblationPlan, 'kinds'> {
  const isGiven = (option: string) => command.getOptionValueSource(option) === 'cli';
  const refuseBoth = (path: string, option: string) => {
    if (!isGiven(option) || !vary.some((variation) => variation.path === path)) return;
    const { long } = command.options.find((one) => one.attributeName() === option) ?? {};
    throw new UsageError(`${long} can't go with --vary ${path}: both say the same thing`);
  };
  refuseBoth('mlpLayers', 'mlpLayers');
  refuseBoth('seed', 'seed');
  refuseBoth('seed', 'seeds');

  const byDefault = vary.length === 0 || isGiven('mlpLayers');
  const chosen = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as typeof given;
  const seeds = seedsOf(vary) ?? Array.from({ length: count }, (_, i) => given.seed + i);
  return {
    settings: { spec, ...recipes[spec], ...chosen, seed: seeds[0] },
    variations: [
      ...(byDefault ? [{ path: 'mlpLayers', values: mlpLayers }] : []),
      ...vary.filter(({ path }) => path !== 'seed'),
    ],
    seeds,
  };
}

/** The seeds that `--vary seed` gives, if it is there. */
function seedsOf(vary: readonly Variation[]): number[] | undefined {
  return vary
    .find(({ path }) => path === 'seed')
    ?.values.map((value) => {
      if (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= upperEnds.seed)
        return Number(value);
      throw new UsageError(
        `--vary seed must have integers from 0 to ${grouped(upperEnds.seed)}, got ${shown(value)}`,
      );
    });
}
