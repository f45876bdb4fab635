import type { BackendPreference } from '@nin/backends';
import { recipes } from '@nin/recipes';
import { Command } from 'commander';
import { useKinds } from '../kinds/used-kinds';
import {
  addExperimentArgument,
  addExperimentOptions,
  givenSettings,
  namedExperiment,
  withSettings,
  type ExperimentOptions,
} from '../options/experiment-options';
import { folderToResume } from '../options/resume';
import { backendOption, useOption } from '../options/shared-options';
import { keepRunningWithoutReader } from '../terminal/closed-output';
import { exampleLines, nin } from '../terminal/typed-command';
import { resumeRun, startRun } from '../training/run';

interface TrainOptions extends ExperimentOptions {
  use?: string[];
  backend: BackendPreference;
  out?: string;
  resume?: boolean;
}

/** Returns `nin train`, which trains an experiment and writes all results to a folder. */
export function trainCommand(): Command {
  const command = new Command('train').description(
    'Train an experiment on CIFAR, and leave a folder with the model, its figures and a report.',
  );
  addExperimentOptions(addExperimentArgument(command, 'tiny'));
  return command
    .addOption(useOption())
    .addOption(backendOption())
    .option('--out <dir>', 'folder of the run (default: a new one under runs/)')
    .option('--resume', 'resume the run in --out after the last saved step')
    .addHelpText(
      'after',
      `
Options take the place of what the recipe or the file says. --set sets any field: ${nin} settings lists all
fields with their types, ranges and defaults.

Recipes:
${recipeTable()}

Examples:
${exampleLines([
  ['train', 'tiny on CIFAR-10: minutes on a laptop'],
  ['train --data synthetic --epochs 2', 'without any download'],
  ['train lecture --epochs 5', "the lecture's network and training"],
  ['train --set optimizer.kind=sgd --set schedule.kind=cosineAnnealing', 'another optimizer and schedule'],
  ['train my-network.json --use ./my-kind.js', 'your own network, with your own blocks'],
  ['train runs/my-run/config.json --seed 1', 'the experiment of a run again'],
  ['train --resume --out runs/my-run', 'after Ctrl-C or a crash'],
])}

The folder of a run: config.json summary.json history.csv history.jsonl model/ checkpoint/ confusion.svg report.html`,
    )
    .action(async (argument: string | undefined, options: TrainOptions) => {
      keepRunningWithoutReader();
      const folder = folderToResume(command, options);
      if (folder !== undefined) return resumeRun(folder, options.use);
      const settings = givenSettings(command, options);
      const used = await useKinds(options.use);
      const named = await namedExperiment(argument, 'tiny', used.kinds);
      const { backend: requestedBackend, out } = options;
      return startRun(withSettings(named, settings, used.kinds), used, { requestedBackend, out });
    });
}

function recipeTable(): string {
  return Object.entries(recipes)
    .map(([name, { description, experiment }]) => {
      const { epochs, batch, optimizer } = experiment;
      const training = `${epochs} epochs, ${batch.size} images per step, ${optimizer.kind} ${optimizer.learningRate}`;
      return `  ${name.padEnd(8)} ${training}\n           ${description}`;
    })
    .join('\n');
}
