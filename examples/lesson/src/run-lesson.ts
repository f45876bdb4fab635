import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { selectBackend } from '@nin/backends';
import { blockCell } from './cells/01-block';
import { dataCell } from './cells/02-data';
import { networkCell } from './cells/03-network';
import { summaryCell } from './cells/04-summary';
import { scheduleCell } from './cells/05-schedule';
import { fitCell } from './cells/06-fit';
import { confusionCell } from './cells/07-confusion';
import { tasksCell } from './cells/08-tasks';
import { duration } from './formats';
import type { LessonOptions } from './lesson-options';
import { lessonSettings, type LessonSettings } from './lesson-settings';
import { makePage, type Page } from './page';
import { writeLine } from './terminal';

/**
 * The lecture on Network in Network, cell by cell: prints what it prints, trains, and writes `confusion.svg`.
 *
 * What it trains is left as `experiment.json`, which `nin train` takes. Picks a tfjs backend for the whole process. Without `quick` it trains the lecture's network as it is, which takes two
 * cores most of a day.
 *
 * @throws RangeError if an option is out of range, before anything is computed.
 * @throws Error of one line if the data cannot be had or the folder cannot be made.
 */
export async function runLesson(options: LessonOptions = {}): Promise<void> {
  const start = performance.now();
  const { write = writeLine, status = () => undefined, color = false } = options;
  const settings = lessonSettings(options);
  const page = makePage(write, status);
  await printTitle(page, settings, options.quick ?? false);

  const { spec } = settings;
  await blockCell(page, settings);
  const data = await dataCell(page, settings);
  networkCell(page, spec, settings);
  await summaryCell(page, spec, settings);
  const schedule = scheduleCell(page, settings);
  // Before hours of training, not after.
  await mkdir(settings.out, { recursive: true });
  const file = join(settings.out, 'experiment.json');
  await writeFile(file, `${JSON.stringify(settings.experiment, undefined, 2)}\n`);
  page.print('', `The training as an experiment, which \`${settings.nin} train\` takes: ${file}`);
  const nn = await fitCell(page, { data, schedule }, settings);
  try {
    await confusionCell(page, { spec, data, nn }, settings, color);
  } finally {
    nn.dispose();
  }
  await tasksCell(page, { spec, data }, settings);
  page.print('', `The lesson took ${duration((performance.now() - start) / 1000)}.`);
}

async function printTitle(page: Page, settings: LessonSettings, quick: boolean): Promise<void> {
  const { name, device } = await selectBackend(settings.backend);
  page.print('Network in Network, the lecture cell by cell');
  page.print(`Computed by ${name}: ${device}`);
  if (settings.experiment.data.source === 'synthetic')
    page.print('Synthetic data, not CIFAR-10: no figure here says anything about real images.');
  const { differences: others } = settings;
  if (others.length > 0) {
    page.print(`${quick ? 'Quick, so not' : 'Not'} quite the lecture's training:`);
    others.forEach((difference) => page.print(`  ${difference}`));
  }
  page.print(
    'Lines that begin with "odd:" report oddities of the lecture, and the option that decides each.',
  );
}
