import { formatProfile, nin, profile, withInputShape, type NinSpec } from '@nin/blocks';
import { bytes, count } from '../formats';
import type { LessonSettings } from '../lesson-settings';
import type { Page } from '../page';
import { tapGradients } from '../tap-gradients';

/** The network's own image size, that of CIFAR. */
const trainedAt = 32;

/** What tfjs reports about the network, what a profile adds, and what small images do to the last block. */
export async function summaryCell(page: Page, spec: NinSpec, settings: LessonSettings): Promise<void> {
  const { shapesAt } = settings;
  page.heading('The summary', 'src/cells/04-summary.ts');
  const inputShape = [shapesAt, shapesAt, 3];
  const nn = nin(withInputShape(spec, inputShape));
  nn.summary(undefined, undefined, (line: string) => page.print(line));
  nn.dispose();

  page.print('', 'The same network at 32×32, with what a tfjs summary leaves out:', '');
  page.table(formatProfile(profile(spec, { batchSize: 128 })));
  if (shapesAt !== trainedAt) {
    const { totals, trainingMemory } = profile(spec, { batchSize: 128, inputShape });
    page.print('', `At ${shapesAt}×${shapesAt} the parameters are the same, but an image takes`);
    page.print(`${count(totals.macs)} MACs, and training on 128 at once ${bytes(trainingMemory.total)}.`);
  }
  await printLastBlock(page, spec, settings);
}

async function printLastBlock(
  page: Page,
  spec: NinSpec,
  { shapesAt, experiment: { seed } }: LessonSettings,
): Promise<void> {
  page.print(
    '',
    'What does its last k×k convolution learn from a batch? The largest |gradient| at each tap:',
  );
  for (const imageSize of [2 * trainedAt, trainedAt]) {
    const { mapSize, largest, idle, weights, poolingChange } = await tapGradients(spec, imageSize, seed);
    page.print('', `images of ${imageSize}×${imageSize}: a map of ${mapSize}×${mapSize} reaches it`);
    for (const row of largest) {
      page.print(row.map((value) => (value === 0 ? '0' : value.toExponential(1)).padStart(10)).join(''));
    }
    const idleOfAll = `${count(idle)} of its ${count(weights)} weights`;
    page.print(`${idleOfAll} are at taps where every gradient is exactly 0.`);
    if (poolingChange !== undefined) {
      page.print(
        `Global average pooling changes the outputs by ${poolingChange}: it takes the mean of one number.`,
      );
    }
  }
  page.oddity('at 32×32 the outer taps see only padding and never learn', {
    name: '--shapes-at',
    value: shapesAt,
    odd: 1024,
    plain: 32,
  });
}
