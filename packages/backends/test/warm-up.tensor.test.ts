import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { warmUp } from '@nin/backends';
import { describeEachBackend, expectNoLeak, randomValues } from '@nin/testing';
import { expect, test } from 'vitest';

/** A network with moving averages, which a training step assigns. */
function network(): tfl.Sequential {
  return tfl.sequential({
    layers: [
      tfl.layers.conv2d({ inputShape: [6, 6, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
      tfl.layers.batchNormalization({}),
      tfl.layers.conv2d({ filters: 5, kernelSize: 1 }),
      tfl.layers.globalAveragePooling2d({}),
    ],
  });
}

function gradients(model: tfl.Sequential, images: tf.Tensor): tf.NamedTensorMap {
  const loss = () => tf.mean<tf.Scalar>(tf.square(model.apply(images, { training: true }) as tf.Tensor));
  return tf.variableGrads(loss).grads;
}

function images(count: number): tf.Tensor4D {
  return tf.tensor4d(randomValues(count * 6 * 6 * 3, 5), [count, 6, 6, 3]);
}

async function valuesOf(tensors: readonly tf.Tensor[]): Promise<number[][]> {
  return Promise.all(tensors.map(async (tensor) => Array.from(await tensor.data())));
}

describeEachBackend('warmUp', (backend) => {
  const compiles = backend === 'webgpu' || backend === 'webgl';

  test('changes no variable and leaks no tensor; gradients are correct afterwards', async () => {
    const model = network();
    const before = await valuesOf(model.getWeights());
    await expectNoLeak(async () => {
      await warmUp(() => {
        // A convolution that no other test has compiled.
        tf.conv2d(images(2), tf.ones([2, 4, 3, 7]), 1, 'same');
        gradients(model, images(2));
      });
    });
    expect(await valuesOf(model.getWeights())).toEqual(before);

    const x = images(2);
    const warm = gradients(model, x);
    const names = Object.keys(warm).filter((name) => name.includes('kernel'));
    expect(names).toHaveLength(2);
    for (const name of names) {
      const values = await warm[name].data();
      expect(values.every(Number.isFinite)).toBe(true);
      expect(Math.max(...values.map(Math.abs))).toBeGreaterThan(0);
    }
    // Outside of warmUp the assignments take effect.
    const movingMean = model.getWeights()[4];
    expect(Math.max(...(await movingMean.data()).map(Math.abs))).toBeGreaterThan(0);
    tf.dispose([x, warm]);
    model.dispose();
  });

  test('reports progress from 0 to the total, if there is anything to compile', async () => {
    const calls: [number, number][] = [];
    await warmUp(() => tf.conv2d(images(1), tf.ones([3, 2, 3, 9]), 1, 'valid'), {
      onProgress: (...call) => calls.push(call),
    });
    if (!compiles) return expect(calls).toEqual([]);
    const total = calls[0][1];
    expect(total).toBeGreaterThan(0);
    expect(calls).toEqual(Array.from({ length: total + 1 }, (_, done) => [done, total]));
  });

  test('rejects if work creates variables', async () => {
    let made: tf.Variable | undefined;
    const warming = warmUp(() => {
      made = tf.variable(tf.ones([2]), true, `in-warm-up-${backend}`);
    });
    if (compiles)
      await expect(warming).rejects.toThrow(
        `must not create variables, because nothing is computed, got in-warm-up-${backend}`,
      );
    else await expect(warming).resolves.toBeUndefined();
    made?.dispose();
  });

  test('computing still works after work that throws', async () => {
    const warming = warmUp(() => {
      throw new Error('no images');
    });
    if (compiles) await expect(warming).rejects.toThrow('no images');
    else await warming;
    const sum = tf.tidy(() => tf.matMul(tf.ones([3, 4]), tf.ones([4, 2])));
    expect(Array.from(await sum.data())).toEqual([4, 4, 4, 4, 4, 4]);
    sum.dispose();
  });
});
