import { cifar100Statistics, cifar10Statistics, type Normalization } from '@nin/cifar';
import { describeModel, type ChannelNormalization, type ModelCard } from '@nin/trainer';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Data } from './data';
import { outputNames } from './output-names';

/** How far a training had come, as its model's card says. */
export interface Trained {
  /** Whole epochs done. */
  epochs?: number;
  /** Top-1 on the test images, 0–1; undefined while these very weights are not measured. */
  testAccuracy?: number;
  /** How many test images there are. */
  testImages?: number;
}

/** What is known of a training beside its model. */
export interface TrainedOn extends Pick<Data, 'title' | 'synthetic'> {
  classNames: readonly string[];
  normalize: Normalization;
}

/** Writes the card of a network that a session trains, or has trained. */
export function describeTrained(
  model: LayersModel,
  { title, synthetic, classNames, normalize }: TrainedOn,
  { epochs, testAccuracy, testImages }: Trained = {},
): ModelCard {
  const outputs = Number(model.outputs[0].shape[1]);
  return describeModel(model, {
    classNames: outputNames(classNames, outputs),
    normalization: normalizationOf(normalize, classNames.length),
    loss: 'sparseCategoricalCrossentropy',
    source: {
      data: title,
      synthetic,
      epochs,
      testAccuracy,
      testImages: testAccuracy === undefined ? undefined : testImages,
    },
  });
}

/** The numbers by which `batches` of @nin/cifar normalizes images of a data set with the given number of classes. */
function normalizationOf(normalize: Normalization, classes: number): ChannelNormalization {
  if (normalize === 'unit') return { mean: [0, 0, 0], std: [1, 1, 1] };
  if (normalize === 'standard') return classes === 100 ? cifar100Statistics : cifar10Statistics;
  return normalize;
}
