import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { selectBackend } from '@nin/backends';

/** Picks a backend as asked, trains a small network for three steps on it, and gives what came of both. */
export async function train(...request) {
  const { name, rejected } = await selectBackend(...request);
  const model = sequential({
    layers: [
      layers.conv2d({ inputShape: [8, 8, 3], filters: 4, kernelSize: 3, activation: 'relu' }),
      layers.globalAveragePooling2d({}),
      layers.dense({ units: 2, activation: 'softmax' }),
    ],
  });
  model.compile({ optimizer: tf.train.sgd(0.1), loss: 'categoricalCrossentropy' });
  const images = tf.ones([4, 8, 8, 3]);
  const targets = tf.oneHot(tf.zeros([4], 'int32'), 2);
  const losses = [];
  for (let step = 0; step < 3; step++) losses.push(await model.trainOnBatch(images, targets));
  return { name, rejected, losses };
}
