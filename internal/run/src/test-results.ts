import { batches, type LabeledImages, type Normalization } from '@nin/cifar';
import { accuracy, confusionMatrix, type ConfusionMatrix } from '@nin/metrics';
import { predict } from '@nin/trainer';
import type { LayersModel } from '@tensorflow/tfjs-layers';

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
  // The lecture's network has twenty outputs for ten classes; the surplus ones get a name, as they can be predicted.
  const surplus = Array.from(
    { length: Math.max(0, classes - test.classNames.length) },
    (_, i) => `unused ${i + 1}`,
  );
  const used = Math.max(...predictions) < test.classNames.length;
  const classNames = used ? test.classNames : [...test.classNames, ...surplus];
  return {
    accuracy: accuracy(test.labels, predictions),
    matrix: confusionMatrix(test.labels, predictions, { classNames }),
    predictions,
  };
}
