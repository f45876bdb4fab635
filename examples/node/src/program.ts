import { printableOptionError } from '@nin/checks';
import { Command } from 'commander';
import { lessonCommand } from 'nin-lesson';
import { ablateCommand } from './commands/ablate';
import { backendsCommand } from './commands/backends';
import { dataCommand } from './commands/data';
import { evaluateCommand } from './commands/evaluate';
import { newBlockCommand } from './commands/new-block';
import { predictCommand } from './commands/predict';
import { profileCommand } from './commands/profile';
import { scheduleCommand } from './commands/schedule';
import { settingsCommand } from './commands/settings';
import { shapesCommand } from './commands/shapes';
import { trainCommand } from './commands/train';
import { exampleLines, nin } from './terminal/typed-command';
import { version } from './version';

/** Returns the `nin` command with all its sub-commands. */
export function buildProgram(): Command {
  const program = new Command(nin)
    .description('Train Network-in-Network image classifiers, and inspect them.')
    .version(version(), '--version', 'print the version')
    .option('--debug', 'print the stack of an error')
    .addHelpText(
      'after',
      `
Examples:
${exampleLines([
  ['train', 'learn CIFAR-10 in minutes, on this machine'],
  ['train modern --epochs 60', 'the recipe for a GPU'],
  ['profile --spec lecture', 'count parameters, multiplications and memory'],
  ['ablate --mlp-layers 0,1,2,3', 'does one 1×1 layer more or less matter?'],
  ['ablate --vary network.blocks.*.kind=nin,residual-nin', 'compare kinds of block, or any other field'],
  ['settings', 'all fields of an experiment, for --set and --vary'],
  ['lesson --quick', 'the lecture, cell by cell'],
])}

Help of a sub-command: ${nin} train --help`,
    )
    .showHelpAfterError(`(${nin} --help lists the commands and options)`);
  const commands = [
    trainCommand(),
    evaluateCommand(),
    predictCommand(),
    shapesCommand(),
    profileCommand(),
    scheduleCommand(),
    settingsCommand(),
    ablateCommand(),
    dataCommand(),
    backendsCommand(),
    newBlockCommand(),
    lessonCommand({ nin }),
  ];
  for (const command of commands) program.addCommand(command);
  // Each has its own output, which quotes what was typed.
  for (const command of [program, ...commands]) {
    command.configureOutput({ outputError: (text, write) => write(`${printableOptionError(text)}\n`) });
  }
  return program;
}
