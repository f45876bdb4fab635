import '@tensorflow/tfjs-backend-cpu';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { adamW } from '@nin/optimizers';
import { fileSystem } from '@nin/trainer';
import { afterAll, beforeAll, expect, test } from 'vitest';

let directory: string;
beforeAll(async () => {
  await tf.setBackend('cpu');
  directory = await mkdtemp(join(tmpdir(), 'trainer-'));
});
afterAll(() => rm(directory, { recursive: true }));

/** Does something as a program would that has not called `adamW`: its class is not registered there. */
async function withoutClass(name: string, work: () => Promise<void>): Promise<void> {
  const { classNameMap } = tf.serialization.SerializationMap.getMap();
  const entry = classNameMap[name];
  Reflect.deleteProperty(classNameMap, name);
  try {
    await work();
  } finally {
    classNameMap[name] = entry;
  }
}

test('a model saved with an optimizer that is not registered says what to call', async () => {
  const model = tfl.sequential({ layers: [tfl.layers.dense({ units: 1, inputShape: [1] })] });
  model.compile({ optimizer: adamW(), loss: 'meanSquaredError' });
  await model.save(fileSystem(directory), { includeOptimizer: true });
  const file = join(directory, 'model.json');
  await withoutClass('NinAdamW', async () => {
    await expect(tfl.loadLayersModel(fileSystem(directory))).rejects.toThrow(
      `fileSystem: the optimizer that ${file} was saved with must be registered, got NinAdamW: ` +
        'call registerOptimizers() of @nin/optimizers before loading',
    );
  });
  const loaded = await tfl.loadLayersModel(fileSystem(directory));
  expect(loaded.optimizer.getClassName()).toBe('NinAdamW');

  model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
  await model.save(fileSystem(directory), { includeOptimizer: true });
  await withoutClass('Adam', async () => {
    await expect(fileSystem(directory).load()).rejects.toThrow(
      'got Adam: call tf.serialization.registerClass() with it before loading',
    );
  });
});
