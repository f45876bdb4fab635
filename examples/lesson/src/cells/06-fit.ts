import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { nin, profile, type NinSpec } from '@nin/blocks';
import { adamW } from '@nin/optimizers';
import { learningRateScheduler, type Schedule } from '@nin/schedules';
import { sparseCategoricalCrossentropy } from '@nin/trainer';
import { epochLog } from '../epoch-log';
import { count } from '../formats';
import { imagesTensor, labelsTensor } from '../image-tensors';
import type { LessonData } from '../lesson-data';
import type { LessonSettings } from '../lesson-settings';
import type { Page } from '../page';

/** What the training works with. */
export interface FitInputs {
  data: LessonData;
  schedule: Schedule;
}

/** Compiles the network with AdamW and trains it, the plain way of tfjs. The model is the caller's to dispose. */
export async function fitCell(page: Page, inputs: FitInputs, settings: LessonSettings): Promise<LayersModel> {
  const { data, schedule } = inputs;
  const { outputs, experiment } = settings;
  const { network, epochs, seed, batch, optimizer: chosen } = experiment;
  const batchSize = batch.size;
  const { train, test, caveat } = data;
  page.heading('Training: AdamW, compile, fit', 'src/cells/06-fit.ts');
  const nn = nin(network as NinSpec, { seed });
  page.print(
    `${count(profile(nn).totals.params)} parameters, ${count(train.count)} images, batches of ${batchSize}${caveat}.`,
  );
  page.print('tfjs holds a model to the size of image it was made for, so nn is made again, for 32×32.', '');

  const xs = imagesTensor(train);
  const ys = labelsTensor(train, outputs);
  const validationData: [tf.Tensor, tf.Tensor] = [imagesTensor(test), labelsTensor(test, outputs)];
  const optimizer = adamW({ learningRate: chosen.learningRate, weightDecay: chosen.weightDecay });
  try {
    await printLogits(page, nn, validationData, settings);
    nn.compile({
      optimizer,
      loss: sparseCategoricalCrossentropy({ fromLogits: true }),
      metrics: ['accuracy'],
    });
    await nn.fit(xs, ys, {
      epochs,
      batchSize,
      validationData,
      verbose: 0,
      callbacks: [
        learningRateScheduler(optimizer, schedule),
        epochLog(page, {
          epochs,
          steps: Math.ceil(train.count / batchSize),
          validationSteps: Math.ceil(test.count / batchSize),
          nin: settings.nin,
          caveat,
        }),
      ],
    });
  } finally {
    tf.dispose([xs, ys, validationData]);
    optimizer.dispose();
  }
  return nn;
}

/** Prints in how many images a ReLU on the logits keeps the untrained network from learning, or would keep it. */
async function printLogits(
  page: Page,
  nn: LayersModel,
  [xs, ys]: [tf.Tensor, tf.Tensor],
  { outputs, logits }: LessonSettings,
): Promise<void> {
  const count = Math.min(128, xs.shape[0]);
  const stuck = tf.tidy(() => {
    const scores = nn.predict(tf.slice(xs, 0, count)) as tf.Tensor;
    const own = tf.sum(tf.mul(scores, tf.slice(ys, 0, count)), -1);
    return tf.sum(tf.cast(tf.lessEqual(own, 0), 'int32'));
  });
  const [images = NaN] = await stuck.data();
  stuck.dispose();
  page.print(
    `The untrained network: if it knew nothing, its loss would be ln ${outputs} = ${Math.log(outputs).toFixed(4)}.`,
  );
  page.print(
    logits === 'relu'
      ? `In ${images} of ${count} images ReLU holds the logit of the right class at 0, and no gradient raises it.`
      : `In ${images} of ${count} images a ReLU would hold the logit of the right class at 0, with no gradient.`,
  );
  page.oddity('the logits go through a ReLU', {
    name: '--logits',
    value: logits,
    odd: 'relu',
    plain: 'linear',
  });
  page.print();
}
