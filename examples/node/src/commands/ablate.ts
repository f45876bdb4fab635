import { selectBackend } from '@nin/backends';
import { Command, Option } from 'commander';
import { duration, grouped } from 'nin-run';
import { formatAblation } from '../ablation/format-ablation';
import { runAblation, type AblationOptions } from '../ablation/run-ablation';
import { loadData } from '../data/load-data';
import { backendOption, dataOption } from '../options/data-and-backend';
import { integerList, nonNegativeInteger, positiveInteger } from '../options/parse';
import { trainableSpecOption } from '../options/specs';
import { upperEnds } from '../options/upper-ends';
import { createRunFolder } from '../runs/run-folder';
import { print, printLines } from '../terminal/print';

interface AblateOptions extends AblationOptions {
  out?: string;
}

/** `nin ablate`: the same network with more and fewer 1×1 layers, side by side. */
export function ablateCommand(): Command {
  const count = (flag: string, text: string, most: number) =>
    new Option(flag, text).argParser(positiveInteger(most));
  return new Command('ablate')
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
      count('--batch-size <n>', "images a step (default: the network's recipe)", upperEnds.batchSize),
    )
    .addOption(dataOption())
    .addOption(backendOption())
    .addOption(
      count('--limit-train <n>', 'use only the first n training images', upperEnds.images).default(10_000),
    )
    .addOption(count('--limit-test <n>', 'use only the first n test images', upperEnds.images))
    .option('--out <dir>', 'folder for the table and the picture (default: a new one under runs/)')
    .addHelpText(
      'after',
      `
The accuracy of one training says little: several seeds tell how much of a difference is luck. With its defaults the
command trains 12 small networks; the first one tells how long the rest will take.`,
    )
    .action((options: AblateOptions) => ablate(options));
}

async function ablate({ out, ...options }: AblateOptions): Promise<void> {
  const backend = await selectBackend(options.backend);
  print(`Backend: ${backend.name} (${backend.device})`);
  const { data: name, limitTrain, limitTest, seed } = options;
  const data = await loadData(name, { limitTrain, limitTest, seed });
  const label = data.synthetic ? ' (drawn by a program: this says nothing about CIFAR)' : '';
  print(
    `Data: ${data.title}${label}, ${grouped(data.train.count)} images to train on, ${grouped(data.test.count)} to test`,
  );
  const folder = await createRunFolder(out, `ablate-${options.spec}`);
  const start = performance.now();
  const rows = await runAblation(options, data, ({ mlpLayers, seed, accuracy, done, total }) => {
    const left = ((performance.now() - start) / 1000 / done) * (total - done);
    const rest = done < total ? `, ${duration(left)} left` : '';
    print(`${done}/${total}: ${mlpLayers} 1×1 layers, seed ${seed}: ${(100 * accuracy).toFixed(2)} %${rest}`);
  });
  printLines(`\n${formatAblation(rows)}\n`);
  // Charts are loaded only here, so that the command starts fast.
  const { writeAblation } = await import('../ablation/write-ablation');
  await writeAblation(folder.path, { options, rows, data, backend });
  print(`Picture and figures: ${folder.path}`);
  await folder.lock.release();
}
