import { batches, type LabeledImages, type Normalization } from '@nin/cifar';
import { accuracy, confusionMatrix, type ConfusionMatrix } from '@nin/metrics';
import { predict } from '@nin/trainer';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { outputNames } from './output-names';

/** How a trained network does on the test images. */
export interface TestResults {
  /** Top-1, 0–1. */
  accuracy: number;
  matrix: ConfusionMatrix;
  /** The class given to each image. */
  predictions: Int32Array;
}

/** Classifies all test images. */
export async function testResults(
  model: LayersModel,
  test: LabeledImages,
  normalize: Normalization,
  signal?: AbortSignal,
): Promise<TestResults> {
  const { labels: predictions, classes } = await predict(
    model,
    batches(test, { batchSize: 256, normalize }),
    { signal },
  );
  const used = Math.max(...predictions) < test.classNames.length;
  const classNames = used ? test.classNames : outputNames(test.classNames, classes);
  return {
    accuracy: accuracy(test.labels, predictions),
    matrix: confusionMatrix(test.labels, predictions, { classNames }),
    predictions,
  };
}
