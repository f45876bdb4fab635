import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { nin, type NinSpec } from '@nin/blocks';
import { accuracy, confusionMatrix, mostConfused, toSvg, toText } from '@nin/metrics';
import { count, percent } from '../formats';
import { imagesTensor } from '../image-tensors';
import type { LessonData } from '../lesson-data';
import type { LessonSettings } from '../lesson-settings';
import type { Page } from '../page';

/** What the confusion matrix is made of. */
export interface ConfusionInputs {
  spec: NinSpec;
  data: LessonData;
  /** The trained network. */
  nn: LayersModel;
}

/** The confusion matrix of the test images, as text and as a blue heat map. */
export async function confusionCell(
  page: Page,
  { spec, data, nn }: ConfusionInputs,
  { predictOn, experiment, out }: LessonSettings,
  color: boolean,
): Promise<void> {
  page.heading('The confusion matrix', 'src/cells/07-confusion.ts');
  page.oddity('net.predict is called on a function; nn is meant', {
    name: '--predict-on',
    value: predictOn,
    odd: 'function',
    plain: 'model',
  });
  if (predictOn === 'function') {
    page.print('', predictOnFunction(spec));
    page.print('The notebook ends here, without a matrix; the tasks still follow.');
    return;
  }
  const xs = imagesTensor(data.test);
  try {
    const predictions = await predictLabels(nn, xs, experiment.batch.size);
    await printMatrix(page, data, predictions, { out, color });
  } finally {
    xs.dispose();
  }
}

/** What comes of the lecture's call. */
function predictOnFunction(spec: NinSpec): string {
  const net = () => nin(spec);
  try {
    (net as unknown as LayersModel).predict([]);
    return '';
  } catch (error) {
    return String(error);
  }
}

async function predictLabels(model: LayersModel, xs: tf.Tensor, batchSize: number): Promise<Int32Array> {
  const labels = tf.tidy(() => tf.argMax(model.predict(xs, { batchSize }) as tf.Tensor, -1));
  const values = await labels.data<'int32'>();
  labels.dispose();
  return values;
}

async function printMatrix(
  page: Page,
  { test, caveat }: LessonData,
  predictions: Int32Array,
  { out, color }: { out: string; color: boolean },
): Promise<void> {
  // With 20 outputs for ten classes the network may name a class that does not exist.
  const spare = Math.max(0, ...predictions) + 1 - test.classNames.length;
  const spareNames = Array.from(
    { length: Math.max(0, spare) },
    (_, i) => `output ${test.classNames.length + i}`,
  );
  const matrix = confusionMatrix(test.labels, predictions, {
    classNames: [...test.classNames, ...spareNames],
  });
  page.print('', `Rows are true classes, columns predictions${caveat}:`, '');
  page.table(toText(matrix, { ansi: color }));
  page.print('', `accuracy ${percent(accuracy(matrix))} of ${count(matrix.total)} test images${caveat}`);

  page.print(`most often taken for another${caveat}:`);
  for (const pair of mostConfused(matrix, { limit: 3 })) {
    page.print(
      `  ${pair.trueName} as ${pair.predictedName}: ${pair.count}, ${percent(pair.rate)} of its images`,
    );
  }
  const path = join(out, 'confusion.svg');
  await writeFile(path, toSvg(matrix, { colors: 'blues', title: `Confusion matrix${caveat}` }));
  page.print('', `The picture: ${path}`);
}
