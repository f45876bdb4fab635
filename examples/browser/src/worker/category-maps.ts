import type { LabeledImages } from '@nin/cifar';
import { modelCard, prepareImages } from '@nin/trainer';
import * as tf from '@tensorflow/tfjs-core';
import { model as modelOf, type LayersModel, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { CategoryMaps } from './lab-api';
import { picturesOf } from './pictures';

/**
 * The maps that global average pooling takes the means of, one for each class, over one image.
 *
 * @param model a network with a card: what it takes, and what its outputs are called, is read from there.
 * @param image data of one image.
 */
export async function categoryMapsOf(
  model: LayersModel,
  image: LabeledImages,
): Promise<Omit<CategoryMaps, 'label'>> {
  const card = modelCard(model);
  if (!card) throw new Error('the model has no card that says what it takes');
  const last = model.layers.at(-2)?.output as SymbolicTensor;
  const inside = modelOf({ inputs: model.inputs, outputs: [last, ...model.outputs] });
  const batch = prepareImages(card, image);
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
    const [, , height, width] = tensors.maps.shape;
    const { classNames } = card;
    return { width, height, classNames, maps, logits, probabilities, picture: picturesOf(image, [0]) };
  } finally {
    tf.dispose(tensors);
  }
}
