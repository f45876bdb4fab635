import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { describeEachBackend, expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { sparseCategoricalCrossentropy } from '@nin/trainer';
import { expect, test } from 'vitest';

/** The definition, in float64: −Σ q · log softmax(z), q smoothed. */
function reference(labels: number[], logits: number[][], smoothing = 0): number[] {
  return logits.map((row, i) => {
    const highest = Math.max(...row);
    const logSum = highest + Math.log(row.reduce((sum, logit) => sum + Math.exp(logit - highest), 0));
    return row.reduce((total, logit, k) => {
      const target = (k === labels[i] ? 1 - smoothing : 0) + smoothing / row.length;
      return total - target * (logit - logSum);
    }, 0);
  });
}

describeEachBackend('sparseCategoricalCrossentropy', () => {
  test('is ln(classes) for equal logits, for int32, float32 and column labels', async () => {
    const loss = sparseCategoricalCrossentropy();
    for (const labels of [
      tf.tensor1d([0, 4], 'int32'),
      tf.tensor1d([0, 4], 'float32'),
      tf.tensor2d([[0], [4]], [2, 1], 'int32'),
    ]) {
      const values = loss(labels, tf.zeros([2, 5]));
      expect(values.shape).toEqual([2]);
      expectClose(await values.data(), [Math.log(5), Math.log(5)]);
    }
  });

  test('gives the values of its definition, with smoothing too', async () => {
    // Softmax of [0, ln 3] is [1/4, 3/4]: the losses are ln 4 for class 0 and ln 4/3 for class 1.
    const logits = tf.tensor2d([
      [0, Math.log(3)],
      [0, Math.log(3)],
    ]);
    const labels = tf.tensor1d([0, 1], 'int32');
    expectClose(await sparseCategoricalCrossentropy()(labels, logits).data(), [Math.log(4), Math.log(4 / 3)]);
    // Smoothing 0.2 makes class 0's target [0.9, 0.1]: 0.9 ln 4 + 0.1 ln 4/3.
    const smoothed = sparseCategoricalCrossentropy({ labelSmoothing: 0.2 });
    expectClose(await smoothed(labels, logits).data(), [
      0.9 * Math.log(4) + 0.1 * Math.log(4 / 3),
      0.1 * Math.log(4) + 0.9 * Math.log(4 / 3),
    ]);
  });

  test('agrees with a float64 reference on random logits', async () => {
    const rows = Array.from({ length: 6 }, (_, i) =>
      Array.from(randomValues(7, i + 1), (value) => 5 * value),
    );
    const labels = [0, 1, 2, 3, 6, 5];
    for (const labelSmoothing of [0, 0.1]) {
      const loss = sparseCategoricalCrossentropy({ labelSmoothing });
      const values = await loss(tf.tensor1d(labels, 'int32'), tf.tensor2d(rows)).data();
      expectClose(values, reference(labels, rows, labelSmoothing));
    }
  });

  test('stays finite and right where softmax overflows', async () => {
    // One logit is 1000 above the other: the loss is 0 or 1000 (+ e^-1000).
    const logits = tf.tensor2d([
      [1000, 0],
      [1000, 0],
      [-1e4, -1e4 - 1000],
    ]);
    const values = await sparseCategoricalCrossentropy()(tf.tensor1d([0, 1, 1], 'int32'), logits).data();
    expectClose(values, [0, 1000, 1000]);
  });

  test("takes probabilities: Keras's published example", async () => {
    // https://keras.io/api/losses/probabilistic_losses/: [0.05129339, 2.30258509] = −ln 0.95, −ln 0.1.
    const probabilities = tf.tensor2d([
      [0.05, 0.95, 0],
      [0.1, 0.8, 0.1],
    ]);
    const loss = sparseCategoricalCrossentropy({ fromLogits: false });
    expectClose(await loss(tf.tensor1d([1, 2], 'int32'), probabilities).data(), [0.05129339, 2.30258509]);
  });

  test('divides probabilities by their sum and keeps them off 0', async () => {
    const loss = sparseCategoricalCrossentropy({ fromLogits: false });
    const unnormalized = tf.tensor2d([[1, 3]]);
    expectClose(await loss(tf.tensor1d([0], 'int32'), unnormalized).data(), [Math.log(4)]);
    // A probability of 0 counts as 1e-7: −ln 1e-7 = 16.118.
    expectClose(await loss(tf.tensor1d([0], 'int32'), tf.tensor2d([[0, 1]])).data(), [-Math.log(1e-7)]);
  });

  test('counts nothing for a class that is impossible and not the label', async () => {
    // Softmax of [1, 1, −∞] is [1/2, 1/2, 0]: the loss is ln 2, its gradient softmax − onehot.
    const loss = sparseCategoricalCrossentropy();
    const labels = tf.tensor1d([0], 'int32');
    const logits = tf.tensor2d([[1, 1, -Infinity]]);
    expectClose(await loss(labels, logits).data(), [Math.LN2]);
    const gradient = tf.grad((outputs: tf.Tensor) => tf.mean(loss(labels, outputs)))(logits);
    expectClose(await gradient.data(), [-0.5, 0.5, 0]);
    // One-hot rows are the same labels.
    expectClose(await loss(tf.tensor2d([[1, 0, 0]]), logits).data(), [Math.LN2]);
    // Where the impossible class is the label, or smoothing gives it a share, the loss is infinite.
    expect(Array.from(await loss(tf.tensor1d([2], 'int32'), logits).data())).toEqual([Infinity]);
    const smoothing = sparseCategoricalCrossentropy({ labelSmoothing: 0.1 });
    expect(Array.from(await smoothing(labels, logits).data())).toEqual([Infinity]);
  });

  test.each([
    { fromLogits: true },
    { fromLogits: true, labelSmoothing: 0.1 },
    { fromLogits: false },
    { fromLogits: false, labelSmoothing: 0.1 },
  ])('is NaN for labels that are no class, and right beside them: %o', async (options) => {
    const loss = sparseCategoricalCrossentropy(options);
    // Equal outputs for two classes: ln 2, smoothed or not.
    const labels = [2, 0, -1, 1, 7];
    const outputs = tf.fill([5, 2], 0.5);
    for (const shape of [[5], [5, 1]]) {
      const values = await loss(tf.tensor(labels, shape, 'int32'), outputs).data();
      expectClose([values[1] ?? 0, values[3] ?? 0], [Math.LN2, Math.LN2]);
      expect([0, 2, 4].map((i) => values[i])).toEqual([NaN, NaN, NaN]);
    }
    const fractions = await loss(tf.tensor1d([0.5, 1, -0.5, 0, NaN]), outputs).data();
    expectClose([fractions[1] ?? 0, fractions[3] ?? 0], [Math.LN2, Math.LN2]);
    expect([0, 2, 4].map((i) => fractions[i])).toEqual([NaN, NaN, NaN]);
    const mean = await tf.mean(loss(tf.tensor1d(labels, 'int32'), outputs)).data();
    expect(mean[0]).toBeNaN();
  });

  test('has the gradient (softmax − target) / n', async () => {
    const rows = [
      [0.5, -1, 2],
      [0, 0.25, -0.75],
    ];
    const labels = [2, 0];
    for (const smoothing of [0, 0.3]) {
      const loss = sparseCategoricalCrossentropy({ labelSmoothing: smoothing });
      const gradient = tf.grad((logits) => tf.mean(loss(tf.tensor1d(labels, 'int32'), logits)))(
        tf.tensor2d(rows),
      );
      const expected = rows.flatMap((row, i) => {
        const sum = row.reduce((total, logit) => total + Math.exp(logit), 0);
        const target = (k: number) => (k === labels[i] ? 1 - smoothing : 0) + smoothing / 3;
        return row.map((logit, k) => (Math.exp(logit) / sum - target(k)) / 2);
      });
      expectClose(await gradient.data(), expected);
    }
  });

  test('has the gradient finite differences give', async () => {
    const labels = [1, 3];
    const rows = [Array.from(randomValues(4, 11)), Array.from(randomValues(4, 12))];
    const gradientOf = async (fromLogits: boolean, at: number[][]) => {
      const loss = sparseCategoricalCrossentropy({ fromLogits, labelSmoothing: 0.1 });
      return tf
        .grad((outputs) => tf.mean(loss(tf.tensor1d(labels, 'int32'), outputs)))(tf.tensor2d(at))
        .data();
    };
    const differences = (value: (at: number[][]) => number, at: number[][]) =>
      at.flatMap((row, i) =>
        row.map((_, k) => {
          const moved = (by: number) =>
            at.map((r, ri) => r.map((v, ki) => (ri === i && ki === k ? v + by : v)));
          return (value(moved(1e-5)) - value(moved(-1e-5))) / 2e-5;
        }),
      );
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expectClose(
      await gradientOf(true, rows),
      differences((at) => mean(reference(labels, at, 0.1)), rows),
      1e-4,
    );
    // Probabilities that need not sum to 1: log p = log(x / Σx), the softmax of log x.
    const probabilities = rows.map((row) => row.map((value) => 0.2 + Math.abs(value)));
    const ofProbabilities = (at: number[][]) =>
      mean(
        reference(
          labels,
          at.map((row) => row.map(Math.log)),
          0.1,
        ),
      );
    expectClose(await gradientOf(false, probabilities), differences(ofProbabilities, probabilities), 1e-4);
  });

  test('trains in model.compile: integer labels by fitDataset, one-hot rows by fit, class weights', async () => {
    // Zero weights, images 1 and 3, classes 0 and 1: the gradient of class 0's weight is (−.5·1 + .5·3) / 2 = 0.5.
    const dense = () =>
      tfl.sequential({
        layers: [tfl.layers.dense({ units: 2, useBias: false, kernelInitializer: 'zeros', inputShape: [1] })],
      });
    const images = tf.tensor2d([1, 3], [2, 1]);
    const compiled = () => {
      const model = dense();
      model.compile({ optimizer: tf.train.sgd(0.1), loss: sparseCategoricalCrossentropy() });
      return model;
    };
    const kernelOf = (model: tfl.LayersModel) => model.getWeights()[0].data();

    const byDataset = compiled();
    const items = [{ xs: images.clone(), ys: tf.tensor1d([0, 1], 'int32') }];
    const dataset = {
      size: 1,
      iterator: () => {
        const left = [...items];
        return Promise.resolve({
          next: () => Promise.resolve({ done: left.length === 0, value: left.shift() ?? null }),
        });
      },
    };
    await byDataset.fitDataset(dataset, {
      epochs: 1,
      verbose: 0,
    });
    expectClose(await kernelOf(byDataset), [-0.05, 0.05]);

    const byFit = compiled();
    const oneHot = tf.oneHot(tf.tensor1d([0, 1], 'int32'), 2);
    const history = await byFit.fit(images, oneHot, { epochs: 1, batchSize: 2, shuffle: false, verbose: 0 });
    expectClose(await kernelOf(byFit), [-0.05, 0.05]);
    expectClose(history.history.loss as number[], [Math.log(2)]);

    // Weight 0 for class 1 leaves class 0's image: gradient −.5·1 / 2 = −0.25.
    const weighted = compiled();
    const classWeight = { 0: 1, 1: 0 };
    await weighted.fit(images, oneHot, { epochs: 1, batchSize: 2, shuffle: false, classWeight, verbose: 0 });
    expectClose(await kernelOf(weighted), [0.025, -0.025]);
  });

  test('leaves nothing behind but its result', async () => {
    const labels = tf.tensor1d([0], 'int32');
    const outputs = tf.tensor2d([[0.5, 0.5]]);
    await expectNoLeak(() =>
      sparseCategoricalCrossentropy({ labelSmoothing: 0.1 })(labels, outputs).dispose(),
    );
    await expectNoLeak(() => sparseCategoricalCrossentropy({ fromLogits: false })(labels, outputs).dispose());
  });

  test('says what outputs it takes, hidden from those who list its properties', () => {
    expect(sparseCategoricalCrossentropy().fromLogits).toBe(true);
    expect(sparseCategoricalCrossentropy({ fromLogits: false }).fromLogits).toBe(false);
    expect(Object.keys(sparseCategoricalCrossentropy())).not.toContain('fromLogits');
  });

  test('says what does not fit', () => {
    expect(() => sparseCategoricalCrossentropy({ labelSmoothing: 1 })).toThrow(
      new RangeError('sparseCategoricalCrossentropy: labelSmoothing must be in [0, 1), got 1'),
    );
    expect(() => sparseCategoricalCrossentropy({ labelSmoothing: NaN })).toThrow(/got NaN/);
    expect(() => sparseCategoricalCrossentropy({ fromLogit: false } as object)).toThrow(
      'sparseCategoricalCrossentropy: options must have only the fields fromLogits, labelSmoothing, got fromLogit ' +
        '(did you mean fromLogits?)',
    );
    expect(() => sparseCategoricalCrossentropy({ fromLogits: 'no' as never })).toThrow(
      "sparseCategoricalCrossentropy: fromLogits must be true or false, got 'no'",
    );
    const loss = sparseCategoricalCrossentropy();
    expect(() => loss([0] as never, tf.zeros([1, 2]))).toThrow(
      'sparseCategoricalCrossentropy: yTrue must be a tensor, got [0]',
    );
    expect(() => loss(tf.zeros([1]), undefined as never)).toThrow(
      'sparseCategoricalCrossentropy: yPred must be a tensor, got undefined',
    );
    expect(() => loss(tf.zeros([3]), tf.zeros([2, 4]))).toThrow(
      new RangeError('sparseCategoricalCrossentropy: yTrue must be [2], [2, 1] or [2, 4], got [3]'),
    );
    expect(() => loss(tf.zeros([2]), tf.zeros([2, 4, 4]))).toThrow(
      /yPred must be \[batch, classes\], got the shape \[2, 4, 4\]/,
    );
  });
});
