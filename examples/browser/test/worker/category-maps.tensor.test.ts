import { nin } from '@nin/blocks';
import { type LabeledImages, synthetic } from '@nin/cifar';
import { describeEachBackend, expectClose, expectNoLeak } from '@nin/testing';
import { describeModel } from '@nin/trainer';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { expect, test } from 'vitest';
import { categoryMapsOf, firstFiltersOf } from '../../src/worker/look-inside';
import { imageAt } from '../../src/worker/pictures';
import { littleNetwork } from './little-network';

describeEachBackend('looking inside a network', () => {
  test('maps by hand: a channel each, halved by a stride, their means the logits', async () => {
    // A 1×1 convolution of stride 16 gives 2×2 maps: class 0 is the red of every sixteenth pixel, class 1 minus its green.
    const conv = layers.conv2d({
      filters: 2,
      kernelSize: 1,
      strides: 16,
      useBias: false,
      inputShape: [32, 32, 3],
    });
    const model = sequential({ layers: [conv, layers.globalAveragePooling2d({})] });
    const kernel = tf.tensor4d([1, 0, 0, -1, 0, 0], [1, 1, 3, 2]);
    conv.setWeights([kernel]);
    kernel.dispose();
    const images = new Uint8Array(32 * 32 * 3);
    const put = (row: number, column: number, red: number, green: number) =>
      images.set([red, green, 0], 3 * (32 * row + column));
    put(0, 0, 255, 0);
    put(0, 16, 51, 255);
    put(16, 0, 0, 102);
    const image: LabeledImages = {
      images,
      labels: Uint8Array.of(1),
      count: 1,
      shape: [32, 32, 3],
      classNames: ['red', 'green'],
    };

    describeModel(model, {
      classNames: image.classNames,
      normalization: { mean: [0, 0, 0], std: [1, 1, 1] },
    });
    const maps = await categoryMapsOf(model, image);
    expect([maps.width, maps.height]).toEqual([2, 2]);
    expectClose(maps.maps, [1, 0.2, 0, 0, 0, -1, -0.4, 0]);
    expectClose(maps.logits, [0.3, -0.35]);
    // e^0.3 / (e^0.3 + e^−0.35) = 1 / (1 + e^−0.65).
    expectClose(maps.probabilities, [0.6570105, 0.3429895]);
    expect([...maps.picture.pixels.subarray(0, 8)]).toEqual([255, 0, 0, 255, 0, 0, 0, 255]);
    model.dispose();
  });

  test('the mean of each map of a network is its logit, and nothing is left behind', async () => {
    const images = synthetic({ count: 3, seed: 4 });
    await expectNoLeak(async () => {
      const model = nin(littleNetwork, { seed: 5 });
      const image = imageAt(images, 2);
      const normalization = { mean: [0.5, 0.4, 0.3], std: [0.2, 0.3, 0.4] };
      describeModel(model, { classNames: images.classNames, normalization });
      const maps = await expectNoLeak(() => categoryMapsOf(model, image));
      await expectNoLeak(() => firstFiltersOf(model));
      const size = maps.width * maps.height;
      const means = Array.from(maps.logits, (_, label) => {
        const map = maps.maps.subarray(label * size, (label + 1) * size);
        return map.reduce((sum, value) => sum + value, 0) / size;
      });
      expect(maps.logits.length).toBe(10);
      expectClose(means, maps.logits);
      expectClose([maps.probabilities.reduce((sum, value) => sum + value, 0)], [1]);
      model.dispose();
    });
  });

  test('a filter is a little picture, row by row', async () => {
    const conv = layers.conv2d({ filters: 2, kernelSize: 2, useBias: false, inputShape: [4, 4, 3] });
    const model = sequential({ layers: [conv] });
    // Value = 100 row + 10 column + channel, negative in the second filter.
    const values = [0, 1].flatMap((row) =>
      [0, 1].flatMap((column) =>
        [0, 1, 2].flatMap((channel) => {
          const value = 100 * row + 10 * column + channel;
          return [value, -1 - value];
        }),
      ),
    );
    const kernel = tf.tensor4d(values, [2, 2, 3, 2]);
    conv.setWeights([kernel]);
    kernel.dispose();
    const filters = await firstFiltersOf(model);
    const first = [0, 1, 2, 10, 11, 12, 100, 101, 102, 110, 111, 112];
    expect([filters.size, filters.count]).toEqual([2, 2]);
    expect([...filters.weights]).toEqual([...first, ...first.map((value) => -1 - value)]);
    model.dispose();
  });
});
