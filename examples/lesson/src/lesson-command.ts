import { printableOptionError } from '@nin/checks';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { LessonOptions } from './lesson-options';
import { runLesson } from './run-lesson';
import { terminal } from './terminal';

/**
 * The lesson as a command, on its own or under another, typed as `nin` says: all options of `runLesson`, printed on
 * the terminal.
 */
export function lessonCommand({ nin }: Pick<LessonOptions, 'nin'> = {}): Command {
  return new Command('lesson')
    .description(
      'The lecture on Network in Network, cell by cell: prints what it prints, and explains its oddities.',
    )
    .option('--quick', 'two minutes instead of most of a day: a narrow network, few images, three epochs')
    .option(
      '--data <source>',
      'cifar10, synthetic (drawn images), or a folder of the official binary files (default: cifar10)',
    )
    .addOption(number('--limit-train <n>', 'use only the first n training images (default: all, quick 3000)'))
    .addOption(number('--limit-test <n>', 'use only the first n test images (default: all, quick 1000)'))
    .addOption(
      number('--width <factor>', "width of the trained network, 1 is the lecture's (default: 1, quick 1/16)"),
    )
    .addOption(
      number('--epochs <n>', 'epochs to train; the cosine spans 50, or all if more (default: 50, quick 3)'),
    )
    .addOption(number('--batch-size <n>', 'images per step (default: 128, quick 8)'))
    .addOption(number('--learning-rate <rate>', 'what the schedule is built from (default: 5e-4)'))
    .addOption(
      new Option(
        '--initializer <name>',
        'how kernels are drawn (default: glorotUniform, quick heNormal)',
      ).choices(['glorotUniform', 'glorotNormal', 'heUniform', 'heNormal']),
    )
    .addOption(
      number('--task-images <n>', 'images of each training in the tasks (default: 10000, quick 800)'),
    )
    .addOption(number('--seed <n>', 'decides the initial weights (default: 1)'))
    .addOption(
      new Option('--backend <name>', 'what computes')
        .choices(['auto', 'webgpu', 'wasm', 'cpu'])
        .default('auto'),
    )
    .option('--out <directory>', 'where the picture goes (default: runs/lesson- and the time)')
    .optionsGroup('Oddities of the lecture:')
    .addOption(number('--outputs <n>', 'outputs for the ten classes (default: 20)'))
    .addOption(
      number('--mlp-layers <n>', '1×1 layers in each block; the text says 2, the code has 3 (default: 3)'),
    )
    .addOption(number('--block2-filters <n>', 'filters of block 2; 768 was most likely meant (default: 756)'))
    .addOption(
      new Option(
        '--logits <how>',
        'ReLU behind the logits, or nothing (default: relu, quick linear)',
      ).choices(['relu', 'linear']),
    )
    .addOption(
      number('--shapes-at <pixels>', 'image size of shapes and summary; it trains at 32 (default: 1024)'),
    )
    .addOption(
      number('--divisor <number>', 'what the cosine is divided by; the formula has 2 (default: 1.8)'),
    )
    .addOption(
      new Option(
        '--predict-on <what>',
        'the trained model, or the function that makes one (default: model)',
      ).choices(['model', 'function']),
    )
    .addHelpText(
      'after',
      `
Examples:
  --quick                                the whole lesson in two minutes
  --quick --logits relu                  watch what ReLU on the logits does to it
  --quick --data synthetic               no download
  --width 0.25 --epochs 5                ten minutes instead of most of a day
  --outputs 10 --divisor 2 --logits linear --block2-filters 768   the lecture without its oddities`,
    )
    .configureOutput({ outputError: (text, write) => write(`${printableOptionError(text)}\n`) })
    .action((options: LessonOptions) => runLesson({ ...options, nin, ...terminal() }));
}

/** An option whose value is a number; `runLesson` says which numbers it takes. */
function number(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text) => {
    const value = /^0[xob]/i.test(text.trim()) ? NaN : Number(text);
    if (text.trim() === '' || Number.isNaN(value)) throw new InvalidArgumentError('It must be a number.');
    return value;
  });
}
