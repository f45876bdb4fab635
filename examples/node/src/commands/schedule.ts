import { Command, Option } from 'commander';
import { scientific } from '@nin/recipes';
import { UsageError } from '../failure';
import { nonNegativeNumber, positiveInteger, positiveNumber } from '../options/parse';
import { upperEnds } from '../options/upper-ends';
import { buildSchedule, scheduleNames, type ScheduleName, type ScheduleSettings } from '../options/schedules';
import { print, printJson } from '../terminal/print';

interface ScheduleOptions extends ScheduleSettings {
  name: ScheduleName;
  head?: number;
  json?: boolean;
}

/** `nin schedule`: the learning rate of each step. */
export function scheduleCommand(): Command {
  const rate = (flag: string, text: string) =>
    new Option(flag, text).argParser(positiveNumber(upperEnds.rate));
  const count = (flag: string, text: string) =>
    new Option(flag, text).argParser(positiveInteger(upperEnds.steps));
  return new Command('schedule')
    .description('Print the learning rate of each step (an epoch or an update, as you count).')
    .addOption(new Option('--name <name>', 'which schedule').choices(scheduleNames).default('lecture'))
    .addOption(rate('--initial <rate>', 'rate to start from (default: 1e-3)'))
    .addOption(rate('--peak <rate>', 'highest rate, of one-cycle and warmup (default: 1e-3)'))
    .addOption(count('--steps <n>', 'how many steps it takes (default: 50)'))
    .addOption(
      new Option('--final <rate>', 'rate at the end (default: 0)').argParser(
        nonNegativeNumber(upperEnds.rate),
      ),
    )
    .addOption(rate('--divisor <x>', 'of cosine: what 1 + cos is divided by (default: 2)'))
    .addOption(count('--period <n>', 'of restarts: steps of the first wave (default: 10)'))
    .addOption(rate('--multiplier <x>', 'of restarts: how much longer each wave is (default: 1)'))
    .addOption(
      rate(
        '--decay <x>',
        'of restarts and exponential: factor of each wave, or of all steps (default: 1; 0.1)',
      ),
    )
    .addOption(count('--every <n>', 'of step: steps between two drops (default: 10)'))
    .addOption(rate('--factor <x>', 'of step: what a drop multiplies the rate by (default: 0.1)'))
    .addOption(rate('--power <x>', 'of polynomial (default: 1)'))
    .addOption(count('--head <n>', 'print only the first n steps'))
    .option('--json', 'print the rates as JSON')
    .addHelpText(
      'after',
      `
The lecture's schedule, the default, is cosine annealing from 5e-4 over 50 epochs, divided by 1.8 where 2 is usual, so
that it starts at 1.11 times the rate it names:
  nin schedule --name cosine --initial 5e-4 --steps 50 --divisor 1.8`,
    )
    .action((options: ScheduleOptions) => printSchedule(options));
}

function printSchedule({ name, head, json, ...settings }: ScheduleOptions): void {
  const { schedule, steps, description } = buildSchedule(name, settings);
  const rates = Array.from({ length: Math.min(head ?? steps, steps) }, (_, step) => schedule(step));
  const endless = rates.findIndex((rate) => !Number.isFinite(rate));
  if (endless >= 0) {
    throw new UsageError(
      `the rate of step ${endless} is too large for a number; --head ${endless} ends before it`,
    );
  }
  if (json) {
    printJson(rates, { indent: 0 });
    return;
  }
  const highest = rates.reduce((most, rate) => Math.max(most, rate), 0);
  const width = String(rates.length - 1).length;
  print(description);
  for (const [step, rate] of rates.entries()) {
    const bar = '█'.repeat(highest > 0 ? Math.round((40 * rate) / highest) : 0);
    print(`${String(step).padStart(width)}  ${scientific(rate)}  ${bar}`);
  }
}
