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
import { shapesCommand } from './commands/shapes';
import { trainCommand } from './commands/train';
import { exampleLines, nin } from './terminal/typed-command';
import { version } from './version';

/** The `nin` command with all its sub-commands. */
export function buildProgram(): Command {
  const program = new Command(nin)
    .description('Train Network-in-Network image classifiers, and look inside them.')
    .version(version(), '--version', 'print the version')
    .option('--debug', 'print the stack of an error')
    .addHelpText(
      'after',
      `
Examples:
${exampleLines([
  ['train', 'learn CIFAR-10 in minutes, on this machine'],
  ['train --spec modern --epochs 60', 'the network to use where there is a GPU'],
  ['profile --spec lecture', 'count parameters, multiplications and memory'],
  ['ablate --mlp-layers 0,1,2,3', 'does a 1×1 layer more or less matter?'],
  ['ablate --vary network.blocks.*.kind=nin,residual-nin', 'compare kinds of block, or any other field'],
  ['lesson --quick', 'the lecture, cell by cell'],
])}

Every sub-command explains itself: ${nin} train --help`,
    )
    .showHelpAfterError(`(${nin} --help lists the commands and options)`);
  const commands = [
    trainCommand(),
    evaluateCommand(),
    predictCommand(),
    shapesCommand(),
    profileCommand(),
    scheduleCommand(),
    ablateCommand(),
    dataCommand(),
    backendsCommand(),
    newBlockCommand(),
    lessonCommand({ nin }),
  ];
  for (const command of commands) program.addCommand(command);
  // Each has output of its own. What was typed is quoted in it.
  for (const command of [program, ...commands]) {
    command.configureOutput({ outputError: (text, write) => write(`${printableOptionError(text)}\n`) });
  }
  return program;
}
