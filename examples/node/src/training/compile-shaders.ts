import { warmUp } from '@nin/backends';
import * as tf from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';
import type { Loss } from '@nin/trainer';
import { shaderProgress } from '../terminal/shader-progress';

/** Compiles what a training step needs on a GPU, and shows how far that is. Does nothing on the CPU. */
export async function compileShaders(model: Sequential, loss: Loss, batchSize: number): Promise<void> {
  const [height, width, channels] = model.inputs[0].shape.slice(1) as number[];
  const progress = shaderProgress();
  try {
    await warmUp(
      () => {
        const images = tf.zeros([batchSize, height, width, channels]);
        const labels = tf.zeros<tf.Rank.R1>([batchSize], 'int32');
        const meanLoss = () => {
          const outputs = model.apply(images, { training: true }) as tf.Tensor2D;
          return tf.mean<tf.Scalar>(loss(labels, outputs));
        };
        tf.variableGrads(meanLoss);
      },
      { onProgress: progress.report },
    );
  } finally {
    progress.stop();
  }
}
