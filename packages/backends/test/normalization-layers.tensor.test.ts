import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { checkGradient, describeEachBackend, expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { describe, expect, test } from 'vitest';

type Layer = ReturnType<typeof layers.batchNormalization>;

interface Settings {
  scale?: boolean;
  center?: boolean;
  axis?: number;
  momentum?: number;
  epsilon?: number;
}

const settings: { shape: number[]; args: Settings }[] = [
  { shape: [3, 2, 2, 3], args: {} },
  { shape: [3, 2, 2, 3], args: { scale: false } },
  { shape: [3, 2, 2, 3], args: { center: false } },
  { shape: [3, 2, 2, 3], args: { scale: false, center: false } },
  { shape: [7, 3], args: { scale: false, epsilon: 0.1 } },
  { shape: [4, 3, 2], args: { center: false, momentum: 0 } },
  { shape: [3, 2, 2, 3], args: { axis: 1 } },
  { shape: [3, 2, 2, 3], args: { axis: 2, scale: false } },
  { shape: [4, 3, 2], args: { axis: 1, center: false, momentum: 1 } },
  { shape: [2, 2, 2, 2, 2], args: {} },
  { shape: [2, 2, 2, 2, 2], args: { axis: 1, scale: false, center: false } },
];

/** Returns a layer with weights that are neither 0 nor 1, and these weights. */
function builtLayer(shape: number[], args: Settings) {
  const channels = shape.at(args.axis ?? -1) ?? 1;
  const layer = layers.batchNormalization(args);
  const gamma = randomValues(channels, 3).map((value) => 1.5 + value);
  const beta = randomValues(channels, 4);
  const movingMean = randomValues(channels, 5);
  const movingVariance = randomValues(channels, 6).map((value) => 1.5 + value);
  const weights = [
    ...(args.scale === false ? [] : [gamma]),
    ...(args.center === false ? [] : [beta]),
    movingMean,
    movingVariance,
  ];
  tf.tidy(() => {
    layer.apply(tf.zeros(shape));
    layer.setWeights(weights.map((values) => tf.tensor1d(values)));
  });
  return { layer, gamma, beta, movingMean, movingVariance };
}

/** Place of each number along an axis. */
function placesAlong(shape: number[], axis: number): number[] {
  const along = (axis + shape.length) % shape.length;
  const inner = shape.slice(along + 1).reduce((product, size) => product * size, 1);
  const count = shape.reduce((product, size) => product * size, 1);
  return Array.from({ length: count }, (_, i) => Math.floor(i / inner) % shape[along]);
}

/** Means and variances by the definition, in float64. */
function momentsOf(values: Float32Array, places: number[], count: number) {
  const group = (place: number) => Array.from(values).filter((_, i) => places[i] === place);
  const average = (all: number[]) => all.reduce((sum, value) => sum + value, 0) / all.length;
  const mean = Array.from({ length: count }, (_, place) => average(group(place)));
  const variance = mean.map((center, place) => average(group(place).map((value) => (value - center) ** 2)));
  return { mean, variance };
}

describeEachBackend('the layer batchNormalization', () => {
  test.each(settings)('of $shape with $args', async ({ shape, args }) => {
    const { axis = -1, momentum = 0.99, epsilon = 1e-3 } = args;
    const values = randomValues(tf.util.sizeFromShape(shape), 1).map((value) => 0.5 + 2 * value);
    await expectNoLeak(async () => {
      const { layer, gamma, beta, movingMean, movingVariance } = builtLayer(shape, args);
      const x = tf.tensor(values, shape);
      const places = placesAlong(shape, axis);
      const { mean, variance } = momentsOf(values, places, movingMean.length);
      const normalized = (means: ArrayLike<number>, variances: ArrayLike<number>) =>
        Float64Array.from(values, (value, i) => {
          const place = places[i];
          const factor = args.scale === false ? 1 : gamma[place];
          const summand = args.center === false ? 0 : beta[place];
          return ((value - means[place]) / Math.sqrt(variances[place] + epsilon)) * factor + summand;
        });
      const [still, trained] = [false, true].map((training) => layer.apply(x, { training }) as tf.Tensor);
      expectClose(await still.data(), normalized(movingMean, movingVariance), 2e-5);
      expectClose(await trained.data(), normalized(mean, variance), 2e-5);
      const moved = await Promise.all(layer.nonTrainableWeights.map((weight) => weight.read().data()));
      const between = (before: Float32Array, now: number[]) =>
        now.map((value, place) => momentum * before[place] + (1 - momentum) * value);
      expectClose(moved[0], between(movingMean, mean), 2e-5);
      expectClose(moved[1], between(movingVariance, variance), 2e-5);
      tf.dispose([x, still, trained]);
      layer.dispose();
    });
  });

  test.each(settings)('gradients of $shape with $args', async ({ shape, args }) => {
    await expectNoLeak(async () => {
      const { layer } = builtLayer(shape, args);
      const x = tf.tensor(
        randomValues(tf.util.sizeFromShape(shape), 2).map((value) => Math.round(512 * value) / 256),
        shape,
      );
      await checkGradient((image) => layer.apply(image, { training: true }) as tf.Tensor, [x], {
        tolerance: 4e-3,
      });
      await checkGradient((image) => layer.apply(image) as tf.Tensor, [x], { tolerance: 4e-3 });
      x.dispose();
      layer.dispose();
    });
  });

  test('without scale: the gradient of the offset is the sum of dy', () =>
    expectNoLeak(async () => {
      const layer: Layer = layers.batchNormalization({ scale: false });
      tf.tidy(() => void layer.apply(tf.zeros([4, 2])));
      const x = tf.tensor2d([1, 2, 3, 5, 8, 13, 21, 34], [4, 2]);
      const dy = tf.tensor2d([1, 10, 2, 20, 3, 30, 4, 40], [4, 2]);
      const loss = () => tf.sum<tf.Scalar>(tf.mul(layer.apply(x, { training: true }) as tf.Tensor, dy));
      const [beta] = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
      const { value, grads } = tf.tidy(() => tf.variableGrads(loss, [beta]));
      expectClose(await grads[beta.name].data(), [10, 100]);
      tf.dispose([value, grads, x, dy]);
      layer.dispose();
    }));

  test.each([{ scale: false }, { center: false }, { axis: 1 }, { trainable: false }])(
    'in a model with %o: the loss falls, and is finite',
    (args) =>
      expectNoLeak(async () => {
        const model = sequential({
          layers: [
            layers.dense({ units: 4, inputShape: [3] }),
            layers.batchNormalization(args),
            layers.dense({ units: 1 }),
          ],
        });
        const optimizer = tf.train.sgd(0.01);
        model.compile({ optimizer, loss: 'meanSquaredError' });
        const x = tf.tensor2d(randomValues(24, 1), [8, 3]);
        const y = tf.tensor2d(randomValues(8, 2), [8, 1]);
        const losses: number[] = [];
        for (let step = 0; step < 8; step++) losses.push((await model.trainOnBatch(x, y)) as number);
        expect(losses.every(Number.isFinite)).toBe(true);
        expect(losses[7]).toBeLessThan(losses[0]);
        tf.dispose([x, y]);
        optimizer.dispose();
        model.dispose();
      }),
  );
});

const layerSettings = [
  { shape: [3, 4], args: {} },
  { shape: [2, 3, 4], args: { scale: false } },
  { shape: [2, 3, 4], args: { center: false, axis: 1 } },
  { shape: [2, 3, 2, 2], args: { axis: [1, 2, 3] } },
  { shape: [2, 3, 2, 2], args: { axis: [2, 3], scale: false, center: false, epsilon: 0.1 } },
  { shape: [2, 3, 2, 2], args: { axis: [1, -1] } },
];

describeEachBackend('the layer layerNormalization', () => {
  describe.each(layerSettings)('of $shape with $args', ({ shape, args }) => {
    test('normalizes each example', async () => {
      await expectNoLeak(async () => {
        const { epsilon = 1e-3 }: { epsilon?: number } = args;
        const layer = layers.layerNormalization(structuredClone(args));
        const values = randomValues(tf.util.sizeFromShape(shape), 1);
        const y = tf.tidy(() => layer.apply(tf.tensor(values, shape)) as tf.Tensor);
        const axes = [('axis' in args ? args.axis : -1) as number | number[]].flat();
        const group = shape.map((size, axis) =>
          axes.some((one) => (one + shape.length) % shape.length === axis) ? 1 : size,
        );
        const strides = [...tf.util.computeStrides([...group, 1])];
        const from = [...tf.util.computeStrides([...shape, 1])];
        const places = Array.from(values, (_, i) =>
          shape.reduce((sum, size, axis) => {
            const index = Math.floor(i / from[axis]) % size;
            return sum + (group[axis] === 1 ? 0 : index * strides[axis]);
          }, 0),
        );
        const { mean, variance } = momentsOf(values, places, tf.util.sizeFromShape(group));
        const expected = values.map(
          (value, i) => (value - mean[places[i]]) / Math.sqrt(variance[places[i]] + epsilon),
        );
        expectClose(await y.data(), expected, 2e-5);
        y.dispose();
        layer.dispose();
      });
    });

    test('has correct gradients', async () => {
      await expectNoLeak(async () => {
        const layer = layers.layerNormalization(structuredClone(args));
        tf.tidy(() => void layer.apply(tf.zeros(shape)));
        const values = randomValues(tf.util.sizeFromShape(shape), 2).map(
          (value) => Math.round(512 * value) / 256,
        );
        const x = tf.tensor(values, shape);
        await checkGradient((image) => layer.apply(image) as tf.Tensor, [x], { tolerance: 4e-3 });
        const weights = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
        if (weights.length > 0) {
          const sum = () => tf.sum<tf.Scalar>(layer.apply(x) as tf.Tensor);
          const { value, grads } = tf.tidy(() => tf.variableGrads(sum, weights));
          for (const grad of Object.values(grads))
            expect(Array.from(await grad.data()).every(Number.isFinite)).toBe(true);
          tf.dispose([value, grads]);
        }
        x.dispose();
        layer.dispose();
      });
    });
  });
});
