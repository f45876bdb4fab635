import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { describeEachBackend, expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { evaluate, predict, sparseCategoricalCrossentropy, type Batch } from '@nin/trainer';
import { expect, test } from 'vitest';
import { batchOf, stripes, tinyNetwork, weightsOf, zeroModel } from './tiny';

/** Logits [x, 0]. */
function identityModel(): tfl.Sequential {
  const model = zeroModel();
  model.setWeights([tf.tensor2d([[1, 0]])]);
  return model;
}

/** Five images: logits [1, 0], [−1, 0], [2, 0], [−2, 0], [0.5, 0]. Classes 0, 1, 1, 1, 0: the third is wrong. */
const five = { images: Float32Array.of(1, -1, 2, -2, 0.5), labels: [0, 1, 1, 1, 0], shape: [1] };
/** A right answer with margin m costs ln(1 + e^−m), a wrong one ln(1 + e^m). */
const losses = [-1, -1, 2, -2, -0.5].map((x) => Math.log1p(Math.exp(x)));
const meanLoss = losses.reduce((sum, loss) => sum + loss, 0) / 5;

describeEachBackend('evaluate', () => {
  test('counts every image the same, whatever the batches', async () => {
    for (const batchSize of [1, 2, 3, 4, 5, 256]) {
      const evaluation = await evaluate(identityModel(), five, { batchSize });
      expectClose([evaluation.loss], [meanLoss]);
      expect(evaluation).toMatchObject({ accuracy: 0.8, correct: 4, count: 5 });
      expect(evaluation.seconds).toBeGreaterThan(0);
    }
  });

  test('takes arrays, batches and functions, synchronous or not', async () => {
    const batches = [batchOf([1, -1, 2, -2], [0, 1, 1, 1]), batchOf([0.5], [0])];
    async function* later(): AsyncGenerator<Batch> {
      await Promise.resolve();
      yield* batches;
    }
    const set = new Set(batches);
    for (const data of [batches, set, () => batches, later, later()]) {
      const evaluation = await evaluate(identityModel(), data);
      expect(evaluation).toMatchObject({ accuracy: 0.8, count: 5 });
      expectClose([evaluation.loss], [meanLoss]);
    }
  });

  test('divides bytes by 255, and only bytes', async () => {
    // Byte 51 is 0.2: a wrong answer with margin 0.2.
    const data = { images: Uint8Array.of(51), labels: [1], shape: [1] };
    const loss = Math.log1p(Math.exp(0.2));
    expectClose([(await evaluate(identityModel(), data)).loss], [loss]);
    const clamped = { ...data, images: Uint8ClampedArray.of(51) };
    expectClose([(await evaluate(identityModel(), clamped)).loss], [loss]);
    const floats = { ...data, images: Float32Array.of(0.2) };
    expectClose([(await evaluate(identityModel(), floats)).loss], [loss]);
  });

  test('uses the loss it is given', async () => {
    const loss = sparseCategoricalCrossentropy({ labelSmoothing: 0.5 });
    // Smoothed targets [¾, ¼] for the right class, logits [1, 0]: ln(1 + e) − ¾.
    const data = { images: Float32Array.of(1), labels: [0], shape: [1] };
    const evaluation = await evaluate(identityModel(), data, { loss });
    expectClose([evaluation.loss], [Math.log(1 + Math.E) - 0.75]);
  });

  test('leaves the model in peace: no dropout, moving statistics unchanged, nothing behind', async () => {
    const model = tinyNetwork();
    const before = await weightsOf(model);
    const data = stripes(20);
    const first = await expectNoLeak(() => evaluate(model, data, { batchSize: 8 }));
    const second = await evaluate(model, data, { batchSize: 20 });
    expect(await weightsOf(model)).toEqual(before);
    expectClose([second.loss, second.accuracy], [first.loss, first.accuracy]);
  });

  test('shows a loss that is not finite', async () => {
    const data = { images: Float32Array.of(NaN), labels: [1], shape: [1] };
    expect((await evaluate(identityModel(), data)).loss).toBeNaN();
  });
});

describeEachBackend('predict', () => {
  test('gives scores and classes in the order of the images', async () => {
    for (const batchSize of [1, 2, 256]) {
      const prediction = await predict(identityModel(), five, { batchSize });
      expect(prediction).toMatchObject({ count: 5, classes: 2 });
      expectClose(prediction.scores, [1, 0, -1, 0, 2, 0, -2, 0, 0.5, 0]);
      expect(Array.from(prediction.predictions)).toEqual([0, 1, 0, 1, 0]);
    }
  });

  test('agrees with model.predict, and with evaluate on accuracy', async () => {
    const model = tinyNetwork();
    const data = stripes(20);
    const { scores, predictions } = await expectNoLeak(() => predict(model, data, { batchSize: 8 }));
    const images = tf.tensor4d(
      Float32Array.from(data.images, (byte) => byte / 255),
      [20, 4, 4, 1],
    );
    expectClose(scores, await (model.predict(images) as tf.Tensor).data());
    const right = Array.from(predictions).filter((predicted, i) => predicted === data.labels[i]).length;
    expect((await evaluate(model, data)).correct).toBe(right);
  });

  test('needs no labels and looks at none', async () => {
    const { images, shape } = five;
    const expected = [0, 1, 0, 1, 0];
    for (const data of [
      { images, shape },
      { images, shape, labels: [99] },
      [{ images, count: 5 }],
      () => [{ images, count: 5 }],
    ]) {
      expect(Array.from((await predict(identityModel(), data)).predictions)).toEqual(expected);
    }
  });

  test('takes the first of equal scores, and none where one is NaN', async () => {
    const data = { images: Float32Array.of(0, NaN), shape: [1] };
    expect(Array.from((await predict(identityModel(), data)).predictions)).toEqual([0, -1]);
  });

  test('takes images of any size where the model does', async () => {
    const model = tfl.sequential({
      layers: [
        tfl.layers.conv2d({ filters: 3, kernelSize: 1, inputShape: [null, null, 1] }),
        tfl.layers.globalAveragePooling2d({}),
      ],
    });
    for (const side of [2, 3]) {
      const images = randomValues(2 * side * side, side);
      const { scores } = await predict(model, { images, shape: [side, side, 1] });
      const expected = model.predict(tf.tensor4d(images, [2, side, side, 1])) as tf.Tensor;
      expectClose(scores, await expected.data());
      const byBatch = await predict(model, [{ images, count: 2, shape: [side, side, 1] }]);
      expectClose(byBatch.scores, scores);
    }
    await expect(predict(model, [{ images: new Float32Array(4), count: 1 }])).rejects.toThrow(
      "predict: a batch must have a shape, as the model's input is [null, null, 1], got none",
    );
  });
});
