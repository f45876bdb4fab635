import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { ninBlock } from '@nin/blocks';
import type { LessonSettings } from '../lesson-settings';
import type { Page } from '../page';

/** Two pixels of three channels each, and a 1×1 convolution with two filters. Halves and quarters: no rounding. */
const pixels = [
  [1, 2, 3],
  [4, 0, -2],
];
const kernel = [
  [0.5, -1],
  [1, 0.25],
  [-0.5, 2],
];
const bias = [0.25, -0.5];

/** The block, and why its 1×1 convolutions are perceptrons along the channels. */
export async function blockCell(page: Page, { mlpLayers }: LessonSettings): Promise<void> {
  page.heading('The NiN block', 'src/cells/01-block.ts');
  const block = ninBlock({ name: 'block1', filters: 384, kernelSize: 7, strides: 3, mlpLayers });
  block.forEach(({ name }, i) =>
    page.print(
      i === 0
        ? `${name}  7×7, 384 filters, ReLU   mixes the pixels of a neighborhood`
        : `${name}  1×1, 384 filters, ReLU   mixes the channels of each pixel, and nothing else`,
    ),
  );
  page.oddity('the text says two 1×1 layers, the code has three', {
    name: '--mlp-layers',
    value: mlpLayers,
    odd: 3,
    plain: 2,
  });

  page.print(
    '',
    'A 1×1 convolution is a perceptron, the same at every pixel. Two pixels, three channels, two filters:',
  );
  const convolved = await outputs(
    layers.conv2d({ filters: 2, kernelSize: 1, inputShape: [1, 2, 3] }),
    [1, 1, 2, 3],
    [1, 1, 3, 2],
  );
  const perceived = await outputs(layers.dense({ units: 2, inputShape: [3] }), [2, 3], [3, 2]);
  pixels.forEach((pixel, p) => {
    bias.forEach((offset, filter) => {
      const terms = pixel.map(
        (value, channel) => `${shown(value)}·${shown(kernel[channel]?.[filter] ?? NaN)}`,
      );
      page.print(
        `pixel ${p + 1}, filter ${filter + 1}:  ${[...terms, shown(offset)].join(' + ').padEnd(38)}` +
          `   convolution ${figure(convolved, p, filter)}   perceptron ${figure(perceived, p, filter)}`,
      );
    });
  });
  const difference = Math.max(...convolved.map((value, i) => Math.abs(value - (perceived[i] ?? NaN))));
  page.print(`largest difference: ${difference}`);
}

/** What a layer with the weights above makes of the pixels: pixel by pixel, filter by filter. */
async function outputs(layer: layers.Layer, shape: number[], kernelShape: number[]): Promise<number[]> {
  const model = sequential({ layers: [layer] });
  const output = tf.tidy(() => {
    model.setWeights([tf.tensor(kernel.flat(), kernelShape), tf.tensor1d(bias)]);
    return model.predict(tf.tensor(pixels.flat(), shape)) as tf.Tensor;
  });
  const values = await output.data();
  output.dispose();
  model.dispose();
  return [...values];
}

function figure(values: readonly number[], pixel: number, filter: number): string {
  return String(values[pixel * bias.length + filter]).padStart(5);
}

/** Negative numbers in parentheses, so that they may follow a sign. */
function shown(value: number): string {
  return value < 0 ? `(${value})` : String(value);
}
