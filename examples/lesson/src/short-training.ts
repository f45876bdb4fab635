import { withWidth, type NinSpec } from '@nin/blocks';
import { take } from '@nin/cifar';
import { openExperiment, type Experiment } from '@nin/recipes';
import type { LessonData } from './lesson-data';
import { quick } from './lesson-settings';

/** What a short training came to on the test images. */
export interface ShortTrainingResult {
  loss: number;
  accuracy: number;
}

/** The size of a short training, which is one epoch. */
export const shortTraining = { testImages: 500, width: quick.width, batchSize: quick.batchSize };

/**
 * Trains a narrow copy of a network for one epoch of an experiment: order and dropout are drawn by the seed, so that two trainings
 * differ in nothing but what is compared.
 *
 * @param images number of training images.
 */
export async function trainBriefly(
  experiment: Experiment,
  network: NinSpec,
  { train, test, caveat }: LessonData,
  images: number,
): Promise<ShortTrainingResult> {
  const { width, batchSize, testImages } = shortTraining;
  const short = {
    ...experiment,
    network: withWidth(network, width),
    batch: { ...experiment.batch, size: batchSize },
    epochs: 1,
  };
  const data = {
    train: take(train, images),
    test: take(test, testImages),
    title: 'CIFAR-10',
    synthetic: caveat !== '',
  };
  const session = openExperiment(short, data);
  try {
    const [report] = await session.epochs();
    return { loss: report.validationLoss ?? NaN, accuracy: report.validationAccuracy ?? NaN };
  } finally {
    session.dispose();
  }
}
