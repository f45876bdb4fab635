import {
  grouped,
  learningRateSchedule,
  limits,
  scientific,
  type Experiment,
  type ScheduleSettings,
} from '@nin/recipes';
import { Command, Option } from 'commander';
import { UsageError } from '../failure';
import { useKinds } from '../kinds/used-kinds';
import {
  addExperimentArgument,
  givenSettings,
  namedExperiment,
  setOption,
  withSettings,
  type ExperimentOptions,
} from '../options/experiment-options';
import { positiveInteger } from '../options/parse';
import { useOption } from '../options/shared-options';
import { print, printJson } from '../terminal/print';
import { exampleLines } from '../terminal/typed-command';

interface ScheduleOptions extends ExperimentOptions {
  use?: string[];
  images: number;
  head?: number;
  json?: boolean;
}

/** The most rates that are printed: each is a line. */
const mostRates = 100_000;

/** Returns `nin schedule`, which prints the learning rates of an experiment. */
export function scheduleCommand(): Command {
  const command = new Command('schedule').description(
    'Print the learning rate of each epoch of an experiment, or of each step if its schedule counts steps.',
  );
  return addExperimentArgument(command, 'lecture')
    .addOption(setOption())
    .addOption(useOption())
    .addOption(
      new Option('--images <n>', 'training images, which decide the steps per epoch')
        .argParser(positiveInteger(limits.images))
        .default(50_000),
    )
    .addOption(new Option('--head <n>', 'print only the first n rates').argParser(positiveInteger(mostRates)))
    .option('--json', 'print the rates as JSON')
    .addHelpText(
      'after',
      `
The lecture's schedule, the default, is cosine annealing from 5e-4 over 50 epochs, divided by 1.8 where 2 is usual, so
that it starts at 1.11 times its learning rate. Another recipe with the same schedule, and other schedules:
${exampleLines([
  [
    'schedule tiny --set schedule.kind=cosineAnnealing --set schedule.unit=epoch --set schedule.divisor=1.8 --set optimizer.learningRate=5e-4 --set epochs=50',
  ],
  ['schedule modern'],
  ['schedule tiny --set schedule.unit=epoch'],
])}`,
    )
    .action(async (argument: string | undefined, options: ScheduleOptions) => {
      const { kinds } = await useKinds(options.use);
      const named = await namedExperiment(argument, 'lecture', kinds);
      const { experiment } = withSettings(named, givenSettings(command, options), kinds);
      printRates(experiment, options);
    });
}

function printRates(experiment: Experiment, { images, head, json }: ScheduleOptions): void {
  const { epochs, batch, data } = experiment;
  const stepsPerEpoch = Math.ceil(Math.min(data.limitTrain ?? images, images) / batch.size);
  const { schedule, unit } = learningRateSchedule(experiment, stepsPerEpoch);
  const total = unit === 'epoch' ? epochs : epochs * stepsPerEpoch;
  const count = Math.min(head ?? total, total);
  if (count > mostRates) {
    throw new UsageError(
      `the schedule has ${grouped(total)} steps: --head ${mostRates} prints the first ones`,
    );
  }
  const rates = Array.from({ length: count }, (_, step) => schedule(step));
  const endless = rates.findIndex((rate) => !Number.isFinite(rate));
  if (endless >= 0) {
    throw new UsageError(
      `the rate of ${unit} ${endless} is too large for a number; --head ${endless} ends before it`,
    );
  }
  if (json) {
    printJson(rates, { indent: 0 });
    return;
  }
  const highest = rates.reduce((most, rate) => Math.max(most, rate), 0);
  const width = String(rates.length - 1).length;
  print(describeSchedule(experiment.schedule, experiment.optimizer.learningRate, `${total} ${unit}s`));
  for (const [step, rate] of rates.entries()) {
    const bar = '█'.repeat(highest > 0 ? Math.round((40 * rate) / highest) : 0);
    print(`${String(step).padStart(width)}  ${scientific(rate)}  ${bar}`);
  }
}

/** `cosineAnnealing, learning rate 0.0005, 50 epochs; final 0, divisor 1.8`. */
function describeSchedule(
  { kind, unit: _unit, ...fields }: ScheduleSettings,
  learningRate: number,
  length: string,
): string {
  const texts = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name} ${JSON.stringify(value)}`],
  );
  const line = `${kind}, learning rate ${learningRate}, ${length}`;
  return texts.length > 0 ? `${line}; ${texts.join(', ')}` : line;
}
