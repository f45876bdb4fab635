import * as tf from '@tensorflow/tfjs-core';
import { expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { describe, expect, test } from 'vitest';
import { convolve } from '../src/self-check/reference-convolution';
import { matrixProduct } from '../src/self-check/reference-matmul';
import { convolutionData, type ConvolutionCase } from './check-convolution';
import { randomFactor } from './check-matmul';
import { describeOnWasm } from './on-wasm';
import { randomCases, type CaseSource } from './random-cases';
import { randomPadding, tfPadding, windowFits, windowTitle } from './window-cases';

type Activation = 'linear' | 'relu' | 'relu6' | 'elu';

/** The product does not apply the last activation: it uses the stock kernel. */
const activations: Record<Activation, (x: number) => number> = {
  linear: (x) => x,
  relu: (x) => Math.max(0, x),
  relu6: (x) => Math.min(6, Math.max(0, x)),
  elu: (x) => (x > 0 ? x : Math.expm1(x)),
};

const finishes = (Object.keys(activations) as Activation[]).flatMap((activation) => [
  { activation, withBias: true },
  { activation, withBias: false },
]);

/** `activation(x + bias)`, the bias repeated over the columns. */
function finished(sums: Float64Array, bias: Float32Array | undefined, activation: Activation): Float64Array {
  return sums.map((x, at) => activations[activation](x + (bias ? bias[at % bias.length] : 0)));
}

/** Scales a factor such that sums of `terms` products slightly exceed 6: relu6 clamps at both ends. */
const scaled = (values: Float32Array, terms: number) =>
  values.map((value) => (20 / Math.sqrt(terms)) * value);

/** tfjs-core allows either strides or dilations. */
function randomDilated(source: CaseSource): ConvolutionCase | undefined {
  const { between } = source;
  const one: ConvolutionCase = {
    input: [between(1, 3), between(1, 15), between(1, 15), between(1, 7)],
    filter: [between(1, 4), between(1, 4), between(1, 9)],
    strides: [1, 1],
    padding: randomPadding(source),
    dilations: [between(1, 4), between(1, 4)],
  };
  return windowFits(one) ? one : undefined;
}

const convolutions: ConvolutionCase[] = [
  { input: [2, 9, 7, 3], filter: [3, 3, 5], strides: [2, 1], padding: 'same' },
  { input: [3, 8, 9, 5], filter: [1, 1, 13], strides: [1, 1], padding: 'valid' },
  { input: [1, 13, 11, 31], filter: [3, 2, 261], strides: [1, 2], padding: [1, 1, 0, 2] },
  // Strides larger than the filter, where stock's `same` is wrong.
  { input: [2, 9, 8, 3], filter: [2, 1, 5], strides: [3, 3], padding: 'same' },
];

const matrices = [
  { rows: 1, terms: 9, columns: 11, batch: [] },
  { rows: 7, terms: 30, columns: 5, batch: [] },
  { rows: 99, terms: 2051, columns: 15, batch: [] },
  { rows: 6, terms: 17, columns: 1, batch: [3] },
];

describeOnWasm('products with a finish', () => {
  const dilated = randomCases(25, 11, randomDilated);
  test.each(dilated.map((one) => [windowTitle(one), one] as const))('convolution %s', async (_, one) => {
    const { sizes, filterShape, image, filter } = convolutionData(one);
    const { strides, padding, dilations } = one;
    await expectNoLeak(() =>
      tf.tidy(() => {
        const [x, w] = [tf.tensor4d(image, one.input), tf.tensor4d(filter, filterShape)];
        const y = tf.conv2d(x, w, strides, tfPadding(padding), 'NHWC', dilations);
        expectClose(y.dataSync(), convolve(sizes, image, filter));
      }),
    );
  });

  describe.each(finishes)('$activation, bias: $withBias', ({ activation, withBias }) => {
    test.each(convolutions.map((one) => [windowTitle(one), one] as const))('%s', async (_, one) => {
      const { sizes, filterShape, image, filter: small } = convolutionData(one);
      const filter = scaled(small, small.length / sizes.outChannels);
      const bias = withBias ? scaled(randomValues(sizes.outChannels, 5), 4) : undefined;
      await expectNoLeak(() =>
        tf.tidy(() => {
          const y = tf.fused.conv2d({
            x: tf.tensor4d(image, one.input),
            filter: tf.tensor4d(filter, filterShape),
            strides: one.strides,
            pad: tfPadding(one.padding),
            bias: bias && tf.tensor1d(bias),
            activation,
          });
          expectClose(y.dataSync(), finished(convolve(sizes, image, filter), bias, activation));
        }),
      );
    });

    test.each(matrices)('[$rows, $terms] · [$terms, $columns]', async ({ rows, terms, columns, batch }) => {
      const a = randomFactor(rows, terms, batch, false, 1);
      const b = randomFactor(terms, columns, batch, false, 2);
      const stored = scaled(b.stored, terms);
      const bias = withBias ? scaled(randomValues(columns, 5), 4) : undefined;
      const expected = a.matrices.flatMap((left, i) => {
        const sums = matrixProduct(left, scaled(b.matrices[i], terms), rows, terms, columns);
        return Array.from(finished(sums, bias, activation));
      });
      await expectNoLeak(() =>
        tf.tidy(() => {
          const product = tf.fused.matMul({
            a: tf.tensor(a.stored, a.shape),
            b: tf.tensor(stored, b.shape),
            bias: bias && tf.tensor1d(bias),
            activation,
          });
          expectClose(product.dataSync(), expected);
        }),
      );
    });
  });

  test('fused product of transposed factors', async () => {
    const a = randomFactor(9, 21, [], true, 1);
    const b = randomFactor(21, 10, [], true, 2);
    const bias = randomValues(10, 3);
    const sums = matrixProduct(a.matrices[0], b.matrices[0], 9, 21, 10);
    await expectNoLeak(() =>
      tf.tidy(() => {
        const product = tf.fused.matMul({
          a: tf.tensor(a.stored, a.shape),
          b: tf.tensor(b.stored, b.shape),
          transposeA: true,
          transposeB: true,
          bias: tf.tensor1d(bias),
          activation: 'relu',
        });
        expectClose(product.dataSync(), finished(sums, bias, 'relu'));
      }),
    );
  });

  test('a bias of one row is added to each row', async () => {
    await expectNoLeak(() =>
      tf.tidy(() => {
        const [a, b] = [tf.zeros<tf.Rank.R2>([4, 4]), tf.zeros<tf.Rank.R2>([4, 4])];
        const product = tf.fused.matMul({ a, b, bias: tf.tensor2d([[1, 2, 3, 4]]) });
        expect(Array.from(product.dataSync())).toEqual([1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4]);
      }),
    );
  });

  test('a bias of one column throws, as in the stock kernel', async () => {
    await expectNoLeak(() =>
      tf.tidy(() => {
        const [a, b] = [tf.zeros<tf.Rank.R2>([4, 4]), tf.zeros<tf.Rank.R2>([4, 4])];
        const bias = tf.tensor2d([[1], [2], [3], [4]]);
        expect(() => tf.fused.matMul({ a, b, bias })).toThrow('rank-1 bias');
      }),
    );
  });

  test('NCHW throws', async () => {
    await expectNoLeak(() =>
      tf.tidy(() => {
        const x = tf.zeros<tf.Rank.R4>([1, 3, 4, 4]);
        const filter = tf.zeros<tf.Rank.R4>([1, 1, 3, 2]);
        expect(() => tf.conv2d(x, filter, 1, 'valid', 'NCHW')).toThrow(
          "convolution: dataFormat must be 'NHWC', got 'NCHW'",
        );
      }),
    );
  });
});
