import { nin, withWidth, type NinSpec } from '@nin/blocks';
import { take } from '@nin/cifar';
import { adamW } from '@nin/optimizers';
import { cosineAnnealing } from '@nin/schedules';
import { train } from '@nin/trainer';
import type { LessonData } from './lesson-data';
import { quick } from './lesson-settings';

/** How a short training is done. */
export interface ShortTrainingOptions {
  learningRate: number;
  divisor: number;
  /** Training images. */
  taskImages: number;
  seed: number;
}

/** What a short training came to on the test images. */
export interface ShortTrainingResult {
  loss: number;
  accuracy: number;
}

/** The size of a short training: one epoch over `images` training images. */
export const shortTraining = {
  images: 800,
  testImages: 500,
  width: quick.width,
  batchSize: quick.batchSize,
};

/**
 * Trains a narrow copy of the network for a short time, by the loop of `@nin/trainer`: it shuffles and drops by its
 * seed, so that two trainings differ in nothing but what is compared.
 */
export async function trainBriefly(
  spec: NinSpec,
  data: LessonData,
  { learningRate, divisor, taskImages, seed }: ShortTrainingOptions,
): Promise<ShortTrainingResult> {
  const model = nin(withWidth(spec, shortTraining.width), { seed });
  const optimizer = adamW({ learningRate });
  let result: ShortTrainingResult = { loss: NaN, accuracy: NaN };
  try {
    const reports = train(model, {
      data: take(data.train, taskImages),
      validation: take(data.test, shortTraining.testImages),
      epochs: 1,
      batchSize: shortTraining.batchSize,
      optimizer,
      schedule: cosineAnnealing({ initial: learningRate, steps: 50, divisor }),
      seed,
    });
    for await (const { validationLoss = NaN, validationAccuracy = NaN } of reports) {
      result = { loss: validationLoss, accuracy: validationAccuracy };
    }
  } finally {
    optimizer.dispose();
    model.dispose();
  }
  return result;
}
