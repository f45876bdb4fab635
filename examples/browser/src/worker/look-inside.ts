import type { LabeledImages } from '@nin/cifar';
import { modelCard, prepareImages } from '@nin/trainer';
import * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, model as modelOf, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { CategoryMaps, Filters } from './lab-api';
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
    // Channels last as computed; class by class for drawing.
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

/** The kernels of the first convolution: each looks at a little RGB picture, so it can be drawn as one. */
export async function firstFiltersOf(model: LayersModel): Promise<Filters> {
  const layer = model.layers.find((one) => one.getClassName() === 'Conv2D');
  // The layer's own tensor: not to be disposed.
  const kernel = layer?.getWeights()[0] as tf.Tensor4D;
  const [size, , channels, count] = kernel.shape;
  if (channels !== 3)
    throw new Error(`the first convolution must look at 3 channels to be drawn, not at ${channels}`);
  const byFilter = tf.transpose(kernel, [3, 0, 1, 2]);
  try {
    return { size, count, weights: await byFilter.data<'float32'>() };
  } finally {
    byFilter.dispose();
  }
}
