import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { describeEachBackend, expectClose, expectNoLeak, seededRandom } from '@nin/testing';
import {
  classify,
  deployableModel,
  describeModel,
  evaluate,
  modelCard,
  predict,
  prepareImages,
  saveDeployable,
  train,
  type ModelCard,
} from '@nin/trainer';
import { expect, test } from 'vitest';
import { memoryHandler, weightsOf } from './tiny';

const mean = [0.5, 0.25, 0.125];
const std = [0.25, 0.5, 0.125];

/** A padded 3×3 convolution, then the mean of each map: two logits, weights seeded. */
function padded(...last: tfl.layers.Layer[]): tfl.Sequential {
  return tfl.sequential({
    layers: [
      tfl.layers.conv2d({
        filters: 2,
        kernelSize: 3,
        padding: 'same',
        inputShape: [4, 4, 3],
        kernelInitializer: tfl.initializers.heNormal({ seed: 3 }),
      }),
      tfl.layers.globalAveragePooling2d({}),
      ...last,
    ],
  });
}

/** The same as a graph of layers. */
function graph(): tfl.LayersModel {
  const input = tfl.input({ shape: [4, 4, 3] });
  const [conv, pool] = padded().layers.map((layer) =>
    tfl.layers[layer.getClassName() === 'Conv2D' ? 'conv2d' : 'globalAveragePooling2d'](
      layer.getConfig() as never,
    ),
  );
  return tfl.model({ inputs: input, outputs: pool.apply(conv.apply(input)) as tfl.SymbolicTensor });
}

function pixels(count: number): Uint8Array {
  const next = seededRandom(7);
  return Uint8Array.from({ length: count * 48 }, () => Math.floor(256 * next()));
}

const description = { classNames: ['cat', 'dog'], normalization: { mean, std }, loss: 'crossentropy' };

/** What plain tfjs gives for pixels that were made floats by nothing but a change of type. */
async function plain(model: tfl.LayersModel, images: Uint8Array): Promise<Float32Array> {
  const input = tf.tensor4d(Float32Array.from(images), [images.length / 48, 4, 4, 3]);
  const output = model.predict(input) as tf.Tensor;
  const values = await output.data<'float32'>();
  tf.dispose([input, output]);
  return values;
}

describeEachBackend('a model card', () => {
  test('comes through saving and loading as it was written', async () => {
    const model = padded();
    const handler = memoryHandler();
    const source = { data: 'drawn', synthetic: true, epochs: 3, testAccuracy: 0.25, testImages: 40 };
    const written = describeModel(model, {
      ...description,
      source: { ...source, versions: { mine: '1.0.0' } },
    });
    model.setUserDefinedMetadata({ ...model.getUserDefinedMetadata(), theirs: 1 });
    await model.save(handler);
    const loaded = await tfl.loadLayersModel(handler);
    const card = modelCard(loaded);
    expect(card).toEqual(written);
    // The lowest is (0 − 0.5) / 0.25 = −2, the highest (1 − 0.125) / 0.125 = 7.
    expect(card?.input).toEqual({
      height: 4,
      width: 4,
      channels: 3,
      range: [-2, 7],
      normalization: { mean, std },
    });
    expect(card).toMatchObject({
      version: 1,
      classNames: ['cat', 'dog'],
      output: 'logits',
      loss: 'crossentropy',
    });
    expect(card?.source).toMatchObject(source);
    expect(card?.source?.versions).toMatchObject({ mine: '1.0.0', '@tensorflow/tfjs-core': tf.version_core });
    expect(loaded.getUserDefinedMetadata()).toMatchObject({ theirs: 1 });
    tf.dispose([model.getWeights(), loaded.getWeights()]);
  });

  test('is all that classifying needs: the quotient by hand, and softmax', async () => {
    const model = tfl.sequential({
      layers: [
        tfl.layers.flatten({ inputShape: [1, 1, 3] }),
        tfl.layers.dense({ units: 2, useBias: false, kernelInitializer: 'zeros' }),
      ],
    });
    // Logits: normalized red plus green, normalized blue.
    model.setWeights([
      tf.tensor2d([
        [1, 0],
        [1, 0],
        [0, 1],
      ]),
    ]);
    describeModel(model, description);
    const images = Uint8Array.of(255, 0, 51, 0, 102, 255);
    const shape = [1, 1, 3];
    // (1 − 0.5) / 0.25, (0 − 0.25) / 0.5, (0.2 − 0.125) / 0.125; then (0 − 0.5) / 0.25, (0.4 − 0.25) / 0.5, (1 − 0.125) / 0.125.
    const prepared = prepareImages(modelCard(model)!, { images, shape });
    expectClose(prepared.images, [2, -0.5, 0.6, -2, 0.3, 7]);
    expect(prepared).toMatchObject({ count: 2, shape });
    const found = await expectNoLeak(() => classify(model, { images, shape }, { batchSize: 1 }));
    expect(found).toMatchObject({ names: ['cat', 'dog'], classNames: ['cat', 'dog'], count: 2, classes: 2 });
    expect(Array.from(found.predictions)).toEqual([0, 1]);
    // Logits 1.5 and 0.6: 1 / (1 + e^−0.9). Logits −1.7 and 7: 1 / (1 + e^8.7).
    const [first, second] = [1 / (1 + Math.exp(-0.9)), 1 / (1 + Math.exp(8.7))];
    expectClose(found.probabilities, [first, 1 - first, second, 1 - second]);
    model.dispose();
  });

  test('decides what bytes become in predict, evaluate and train', async () => {
    // One pixel of one channel, the logits being w·x and 0, w = 1.
    const pixel = () => {
      const dense = tfl.layers.dense({ units: 2, useBias: false, kernelInitializer: 'zeros' });
      const model = tfl.sequential({ layers: [tfl.layers.flatten({ inputShape: [1, 1, 1] }), dense] });
      model.setWeights([tf.tensor2d([[1, 0]])]);
      return model;
    };
    const data = { images: Uint8Array.of(0, 51, 255), labels: [0, 0, 0], shape: [1, 1, 1] };
    const firstScores = async (model: tfl.LayersModel) => {
      const { scores } = await expectNoLeak(() => predict(model, data));
      return scores.filter((_, i) => i % 2 === 0);
    };
    const bare = pixel();
    expectClose(await firstScores(bare), [0, 0.2, 1]);

    const described = pixel();
    describeModel(described, { classNames: ['a', 'b'], normalization: { mean: [0.5], std: [0.25] } });
    // (0 − 0.5) / 0.25, (0.2 − 0.5) / 0.25, (1 − 0.5) / 0.25.
    expectClose(await firstScores(described), [-2, -1.2, 2]);
    // Right where the first logit is above 0; all three without the card.
    expect(await evaluate(described, data)).toMatchObject({ correct: 1 });
    expect(await evaluate(bare, { ...data, images: Uint8Array.of(1, 51, 255) })).toMatchObject({
      correct: 3,
    });
    // One step of SGD at rate 1 on the black pixel, x = −2: p = 1 / (1 + e²), w ← 1 + (1 − p)·x. Without the card x = 0.
    const black = { images: Uint8Array.of(0), labels: [0], shape: [1, 1, 1] };
    const optimizer = tf.train.sgd(1);
    await train(described, { data: black, epochs: 1, optimizer });
    const [weights] = described.getWeights();
    expectClose((await weights.data()).slice(0, 1), [1 - 2 * (1 - 1 / (1 + Math.exp(2)))]);

    const inside = await deployableModel(described);
    expect(modelCard(inside)?.input.normalization).toBe('inside');
    const [ofBytes, ofFloats] = [await predict(inside, data), await classify(inside, data)];
    expectClose(ofBytes.scores, ofFloats.probabilities);
    optimizer.dispose();
    tf.dispose([bare, described, inside].map((model) => model.getWeights()));
  });

  test.each([
    ['a sequence', () => padded()],
    ['a sequence that ends in softmax', () => padded(tfl.layers.softmax({}))],
    [
      'a sequence that begins with its input',
      () =>
        tfl.sequential({
          layers: [
            tfl.layers.inputLayer({ inputShape: [4, 4, 3] }),
            ...padded().layers.map((layer) =>
              layer.getClassName() === 'Conv2D'
                ? tfl.layers.conv2d(layer.getConfig() as never)
                : tfl.layers.globalAveragePooling2d({}),
            ),
          ],
        }),
    ],
    [
      'a sequence whose layers have the names we would give',
      () =>
        padded(tfl.layers.dense({ units: 2, name: 'normalization' }), tfl.layers.reLU({ name: 'softmax' })),
    ],
    ['a sequence of sequences', () => tfl.sequential({ layers: [padded(), tfl.layers.dense({ units: 2 })] })],
    ['a graph', () => graph()],
  ])('%s takes raw pixels when it is deployed, borders included', async (_, build) => {
    const model = build();
    describeModel(model, description);
    const images = pixels(5);
    const expected = await classify(model, { images, shape: [4, 4, 3] });
    const before = await weightsOf(model);
    await expectNoLeak(async () => {
      const copy = await deployableModel(model);
      expectClose(await plain(copy, images), expected.probabilities, 1e-5);
      const handler = memoryHandler();
      await saveDeployable(handler, model);
      const loaded = await tfl.loadLayersModel(handler);
      expect(await plain(loaded, images)).toEqual(await plain(copy, images));
      const again = await classify(loaded, { images, shape: [4, 4, 3] });
      expect(again.names).toEqual(expected.names);
      const card = modelCard(loaded) as ModelCard;
      expect(card.input).toMatchObject({ range: [0, 255], normalization: 'inside' });
      expect(card).toMatchObject({
        output: 'probabilities',
        classNames: ['cat', 'dog'],
        loss: 'crossentropy',
      });
      // The normalization is data, not to be trained.
      expect(loaded.trainableWeights).toHaveLength(model.trainableWeights.length);
      // Not `dispose`: tfjs then keeps the weights of a model within a model.
      tf.dispose([loaded.getWeights(), copy.getWeights()]);
    });
    expect(await weightsOf(model)).toEqual(before);
    expect(modelCard(model)?.input.normalization).toEqual({ mean, std });
    model.dispose();
  });

  test('a model that has all inside is deployed as it is', async () => {
    const model = padded(tfl.layers.softmax({}));
    describeModel(model, { classNames: ['cat', 'dog'], normalization: 'inside' });
    const copy = await deployableModel(model);
    expect(copy.layers).toHaveLength(model.layers.length);
    const images = pixels(2);
    expect(await plain(copy, images)).toEqual(await plain(model, images));
    expect((await classify(model, { images, shape: [4, 4, 3] })).probabilities).toEqual(
      await plain(model, images),
    );
    tf.dispose([copy.getWeights(), model.getWeights()]);
  });

  test('a model of any size takes any size', async () => {
    const model = tfl.sequential({
      layers: [
        tfl.layers.conv2d({ filters: 2, kernelSize: 1, inputShape: [null, null, 3] }),
        tfl.layers.globalAveragePooling2d({}),
      ],
    });
    describeModel(model, description);
    expect(modelCard(model)?.input).toMatchObject({ height: null, width: null, channels: 3 });
    const copy = await deployableModel(model);
    const [own, copied] = [
      await classify(model, { images: pixels(1), shape: [2, 8, 3] }),
      await classify(copy, { images: pixels(1), shape: [2, 8, 3] }),
    ];
    expectClose(copied.probabilities, own.probabilities, 1e-5);
    tf.dispose([copy.getWeights(), model.getWeights()]);
  });
});
