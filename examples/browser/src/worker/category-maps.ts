import { batches, type LabeledImages, type Normalization } from '@nin/cifar';
import * as tf from '@tensorflow/tfjs-core';
import { model as modelOf, type LayersModel, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { outputNames } from 'nin-run';
import type { CategoryMaps } from './lab-api';
import { picturesOf } from './pictures';

/**
 * The maps that global average pooling takes the means of, one for each class, over one image.
 *
 * @param image data of one image.
 * @param normalize as in the training.
 */
export async function categoryMapsOf(
  model: LayersModel,
  image: LabeledImages,
  normalize: Normalization,
): Promise<Omit<CategoryMaps, 'label'>> {
  const last = model.layers.at(-2)?.output as SymbolicTensor;
  const inside = modelOf({ inputs: model.inputs, outputs: [last, ...model.outputs] });
  const [batch] = batches(image, { batchSize: 1, normalize });
  const tensors = tf.tidy(() => {
    const input = tf.tensor4d(batch.images, [1, ...image.shape]);
    const [maps, logits] = inside.predict(input) as [tf.Tensor4D, tf.Tensor2D];
    // Channels last as computed; class by class for whoever draws them.
    return { maps: tf.transpose(maps, [0, 3, 1, 2]), logits, probabilities: tf.softmax(logits) };
  });
  try {
    const [maps, logits, probabilities] = await Promise.all([
      tensors.maps.data<'float32'>(),
      tensors.logits.data<'float32'>(),
      tensors.probabilities.data<'float32'>(),
    ]);
    const [, classes, height, width] = tensors.maps.shape;
    const classNames = outputNames(image.classNames, classes);
    return { width, height, classNames, maps, logits, probabilities, picture: picturesOf(image, [0]) };
  } finally {
    tf.dispose(tensors);
  }
}
