import type { LabeledImages } from '@nin/cifar';
import { shapeText } from '../formats';
import { loadLessonData, type LessonData } from '../lesson-data';
import type { LessonSettings } from '../lesson-settings';
import type { Page } from '../page';

/** The images and labels. */
export async function dataCell(page: Page, settings: LessonSettings): Promise<LessonData> {
  page.heading('The data', 'src/cells/02-data.ts');
  const data = await loadLessonData(page, settings);
  const { train, test, caveat } = data;
  page.print(`train_images ${shapeText([train.count, ...train.shape])}${caveat}`);
  page.print(`test_images  ${shapeText([test.count, ...test.shape])}${caveat}`);
  page.print(`train_labels ${firstLabels(train)}`);
  page.print(`test_labels  ${firstLabels(test)}`);
  page.print(`the first image shows: ${train.classNames[train.labels[0] ?? -1]}`);
  page.print('', 'len(train_images[0][0])');
  const [, columns, channels] = train.shape;
  page.print(`${columns}`);
  const pixel = train.images.subarray(0, channels);
  page.print(`pixels in a row, each of ${channels} bytes. The first is ${shapeText([...pixel])},`);
  const fractions = Array.from(pixel, (byte) => (byte / 255).toFixed(4));
  page.print(`divided by 255, as the network gets it, (${fractions.join(', ')}).`);
  return data;
}

function firstLabels({ labels }: LabeledImages): string {
  return [...labels.subarray(0, 10)].join(' ') + (labels.length > 10 ? ' …' : '');
}
