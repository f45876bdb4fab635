import type { BackendPreference } from '@nin/backends';
import { limits } from '@nin/recipes';
import { Command, Option } from 'commander';
import { resumeAblation, startAblation } from '../ablation/ablate';
import { planAblation } from '../ablation/ablation-plan';
import { UsageError } from '../failure';
import { useKinds } from '../kinds/used-kinds';
import {
  addExperimentArgument,
  addExperimentOptions,
  givenSettings,
  isSamePath,
  namedExperiment,
  withSettings,
  type ExperimentOptions,
} from '../options/experiment-options';
import { integerList, positiveInteger } from '../options/parse';
import { folderToResume } from '../options/resume';
import { backendOption, useOption } from '../options/shared-options';
import { addVariation, type Variation } from '../options/variation';
import { keepRunningWithoutReader } from '../terminal/closed-output';
import { exampleLines, nin } from '../terminal/typed-command';

interface AblateOptions extends ExperimentOptions {
  use?: string[];
  vary?: Variation[];
  mlpLayers?: number[];
  seeds?: number;
  backend: BackendPreference;
  out?: string;
  resume?: boolean;
}

/** The most 1×1 layers that a block may have. */
const mostMlpLayers = 100;

/** What varies by default, how often it is repeated, and what shortens the trainings of a recipe or a network. */
const defaults = {
  mlpLayers: [0, 1, 2, 3],
  seeds: 3,
  settings: { epochs: 2, 'data.limitTrain': 10_000 },
};

/** Returns `nin ablate`, which trains variants of an experiment and compares them. */
export function ablateCommand(): Command {
  const command = new Command('ablate').description(
    "Train variants of one experiment and compare them. By default the lecture's question: more or fewer 1×1 layers?",
  );
  addExperimentOptions(addExperimentArgument(command, 'tiny'), ['mlpLayers']);
  return command
    .addOption(
      new Option(
        '--vary <path=values>',
        'what to vary, such as network.blocks.*.kind=nin,residual-nin; repeat it for a grid',
      ).argParser(addVariation),
    )
    .addOption(
      new Option(
        '--mlp-layers <list>',
        'numbers of 1×1 layers in each block: short for --vary mlpLayers=LIST (default: 0,1,2,3 without --vary)',
      ).argParser(integerList(mostMlpLayers)),
    )
    .addOption(
      new Option('--seeds <n>', 'trainings of each variant, with consecutive seeds (default: 3)').argParser(
        positiveInteger(limits.grid),
      ),
    )
    .addOption(useOption())
    .addOption(backendOption())
    .option('--out <dir>', 'folder for the table and the picture (default: a new one under runs/)')
    .option('--resume', 'resume the ablation in --out: train only what has not ended')
    .addHelpText(
      'after',
      `
A path is that of any field: ${nin} settings lists them. network.blocks.N.FIELD is block N, from 0, and
network.blocks.*.FIELD all blocks; mlpLayers keeps the number of classes. Values are JSON, such as 2, true or
[192,96], FROM..TO for integers, or else text. Several --vary give all combinations:
${exampleLines([
  ['ablate --vary network.blocks.*.kind=nin,residual-nin,se-nin --vary seed=0..4'],
  ['ablate --vary optimizer.learningRate=0.002,0.005,0.01 --vary batch.augment.flip=true,false'],
])}

A recipe or a network is trained for 2 epochs on 10,000 images unless options say otherwise; an experiment FILE is
trained as it says. The accuracy of one training says little: with several seeds, Welch's t-test shows whether a
difference is more than luck. Each training is kept as it ends, and after Ctrl-C or a crash
  ${nin} ablate --resume --out DIR
trains only the rest.`,
    )
    .action(async (argument: string | undefined, options: AblateOptions) => {
      keepRunningWithoutReader();
      const folder = folderToResume(command, options);
      if (folder !== undefined) return resumeAblation(folder, options.use);
      const settings = givenSettings(command, options);
      const variations = variationsOf(options, settings);
      const used = await useKinds(options.use);
      const { kinds } = used;
      const asked = await namedExperiment(argument, 'tiny', kinds);
      const short = asked.origin === 'experiment' ? {} : defaults.settings;
      const { name, experiment } = withSettings(asked, { ...short, ...settings }, kinds);
      const seeds = seedVariation(options, variations, experiment.seed);
      const base = { name, experiment: { ...experiment, seed: Number(seeds.values[0]) }, kinds };
      const others = variations.filter(({ path }) => path !== 'seed');
      const plan = planAblation('--vary', { ...base, variations: [seeds, ...others] });
      const { backend: requestedBackend, out } = options;
      return startAblation(plan, used, { requestedBackend, out });
    });
}

/** Returns what varies, and refuses a field that is both varied and set. */
function variationsOf(
  { vary = [], mlpLayers }: AblateOptions,
  settings: Readonly<Record<string, unknown>>,
): Variation[] {
  const isVaried = (path: string) => vary.some((variation) => isSamePath(variation.path, path));
  if (mlpLayers && isVaried('mlpLayers'))
    throw new UsageError("--mlp-layers can't go with --vary mlpLayers: both vary the same field");
  const both = Object.keys(settings).find(isVaried);
  if (both !== undefined) throw new UsageError(`--vary ${both} can't go with an option that sets ${both}`);
  const counts = mlpLayers ?? (vary.length === 0 ? defaults.mlpLayers : undefined);
  return counts ? [{ path: 'mlpLayers', values: counts }, ...vary] : vary;
}

/** Returns the seeds: those that vary, or else consecutive ones. */
function seedVariation(
  { seeds: count }: AblateOptions,
  variations: readonly Variation[],
  first: number,
): Variation {
  const varied = variations.find(({ path }) => path === 'seed');
  if (varied && count !== undefined)
    throw new UsageError("--seeds can't go with --vary seed: both vary the same field");
  const consecutive = Array.from({ length: count ?? defaults.seeds }, (_, i) => first + i);
  return varied ?? { path: 'seed', values: consecutive };
}
