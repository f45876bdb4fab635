import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { seededRandom } from '@nin/testing';
import { beforeAll, expect, test } from 'vitest';
import { installTrainingKernels, selectBackend } from '../src/index.node';
import { wasmKernels } from '../src/kernels/wasm/kernels';

const backends = ['cpu', 'wasm', 'webgpu', 'webgl'] as const;
const layerClasses = ['Conv2D', 'BatchNormalization', 'LayerNormalization', 'Dropout'];
const gradientNames = [
  'Conv2D',
  'GatherV2',
  'Relu',
  'Relu6',
  'ReluBackprop',
  'Conv2DTraining',
  'SeededDropout',
  'BatchNormTraining',
];

/** All that installations change for every backend: gradients, and the methods of layers. */
function shared(): unknown[] {
  const { classNameMap } = tf.serialization.SerializationMap.getMap();
  return [
    ...gradientNames.map((name) => tf.getGradient(name) as unknown),
    ...layerClasses.map((name) => (classNameMap[name][0].prototype as { call?: unknown }).call),
  ];
}

const wasmRegistered = () => wasmKernels.map(({ name }) => tf.getKernel(name, 'wasm') as unknown);

async function trainOnce(): Promise<number> {
  const model = sequential({
    layers: [
      layers.conv2d({ inputShape: [4, 4, 1], filters: 2, kernelSize: 3, activation: 'relu' }),
      layers.batchNormalization(),
      layers.dropout({ rate: 0.5 }),
      layers.globalAveragePooling2d({}),
    ],
  });
  model.compile({ optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError' });
  const images = tf.ones([2, 4, 4, 1]);
  const targets = tf.ones([2, 2]);
  const loss = (await model.trainOnBatch(images, targets)) as number;
  tf.dispose([images, targets]);
  model.dispose();
  return loss;
}

let stock: unknown[];
let stockKernels: unknown[];

beforeAll(async () => {
  await selectBackend('wasm', { kernels: false });
  stock = shared();
  stockKernels = wasmRegistered();
});

test('after undoing in the order of installing, training works until the last undo', async () => {
  const undo = installTrainingKernels('webgpu');
  await selectBackend('wasm');
  undo();
  expect(await trainOnce()).toBeGreaterThan(0);
  await selectBackend('wasm', { kernels: false });
  expectSame(shared(), stock);
});

test.each([1, 2, 3, 4, 5, 6])('installed and undone in random order %i', async (seed) => {
  const random = seededRandom(seed);
  const undos: { backend: string; undo: () => void }[] = [];
  for (let step = 0; step < 40; step++) {
    if (undos.length > 0 && random() < 0.5) {
      const [{ undo }] = undos.splice(Math.floor(random() * undos.length), 1);
      undo();
      if (random() < 0.3) undo();
    } else {
      const backend = backends[Math.floor(random() * backends.length)];
      undos.push({ backend, undo: installTrainingKernels(backend) });
    }
    if (undos.length === 0) expectSame(shared(), stock);
    else shared().forEach((one, i) => expect(one).not.toBe(stock[i]));
    if (undos.some(({ backend }) => backend === 'wasm')) {
      if (step % 10 === 0) expect(await trainOnce()).toBeGreaterThanOrEqual(0);
    } else expectSame(wasmRegistered(), stockKernels);
  }
  for (const { undo } of undos.reverse()) undo();
  expectSame(shared(), stock);
  expectSame(wasmRegistered(), stockKernels);
});

/** The very same, not only alike. */
function expectSame(actual: readonly unknown[], expected: readonly unknown[]): void {
  actual.forEach((one, i) => expect(one).toBe(expected[i]));
}
