import type { LabeledImages } from '@nin/cifar';
import { accuracy, confusionMatrix, type ConfusionMatrix } from '@nin/metrics';
import { classify } from '@nin/trainer';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** How a trained network does on the test images. */
export interface TestResults {
  /** Top-1, 0–1. */
  accuracy: number;
  matrix: ConfusionMatrix;
  /** The class given to each image. */
  predictions: Int32Array;
}

/**
 * Classifies all test images, by what the model's card says.
 *
 * @throws Error if the model knows other classes than the images have: its answers would mean nothing.
 */
export async function testResults(
  model: LayersModel,
  test: LabeledImages,
  signal?: AbortSignal,
): Promise<TestResults> {
  const { predictions, classNames: known } = await classify(model, test, { signal });
  const other = test.classNames.findIndex((name, label) => known[label] !== name);
  if (other >= 0) {
    throw new Error(
      `the model must know the classes of the images, but ${test.classNames[other]} is ${known[other] ?? 'nothing'} to it`,
    );
  }
  const used = Math.max(...predictions) < test.classNames.length;
  return {
    accuracy: accuracy(test.labels, predictions),
    matrix: confusionMatrix(test.labels, predictions, { classNames: used ? test.classNames : known }),
    predictions,
  };
}
