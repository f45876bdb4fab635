import { warmUp, type WarmUpOptions } from '@nin/backends';
import type { Loss } from '@nin/trainer';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** Compiles what a training step needs on a GPU, and reports how far that is. Does nothing on the CPU. */
export async function compileShaders(
  model: LayersModel,
  loss: Loss,
  batchSize: number,
  options: WarmUpOptions,
): Promise<void> {
  const [height, width, channels] = model.inputs[0].shape.slice(1) as number[];
  await warmUp(() => {
    const images = tf.zeros([batchSize, height, width, channels]);
    const labels = tf.zeros<tf.Rank.R1>([batchSize], 'int32');
    const meanLoss = () => {
      const outputs = model.apply(images, { training: true }) as tf.Tensor2D;
      return tf.mean<tf.Scalar>(loss(labels, outputs));
    };
    tf.variableGrads(meanLoss);
  }, options);
}
