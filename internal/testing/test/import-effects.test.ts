import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { foldersIn, repository, sourcesIn } from '../src/workspace';

/** What an import could change behind its user's back, beside what peers change when they are imported themselves. */
function globalState(): Record<string, unknown> {
  const engine = tf.engine();
  return {
    globals: Object.fromEntries(
      Reflect.ownKeys(globalThis).map((key) => [key, Object.getOwnPropertyDescriptor(globalThis, key)]),
    ),
    environment: { ...process.env },
    processEvents: process.eventNames().map((name) => [name, process.listenerCount(name)]),
    backends: Object.keys(engine.registryFactory),
    backend: engine.backendName,
    kernels: ['cpu', 'wasm', 'webgl', 'webgpu'].map((name) => tf.getKernelsForBackend(name)?.length),
    classes: Object.keys(tf.serialization.SerializationMap.getMap().classNameMap),
    chainedOperations: Object.keys(tf.Tensor.prototype),
    flags: { ...tf.env().getFlags() },
    tensors: engine.state.numTensors,
  };
}

const entries = foldersIn('packages').flatMap((folder) =>
  sourcesIn(`${folder}/src`)
    .map(({ path }) => path)
    .filter((path) => /^index(\.\w+)?\.ts$/.test(basename(path))),
);

test.each(entries)('importing %s changes nothing global', async (path) => {
  const before = globalState();
  await import(/* @vite-ignore */ join(repository, path));
  expect(globalState()).toEqual(before);
});

test('a new global and a new backend would be noticed', () => {
  const before = globalState();
  Object.assign(globalThis, { leaked: 1 });
  expect(globalState()).not.toEqual(before);
  Reflect.deleteProperty(globalThis, 'leaked');
  expect(globalState()).toEqual(before);
  tf.registerBackend('leaked', () => new tf.KernelBackend());
  expect(globalState()).not.toEqual(before);
  tf.removeBackend('leaked');
});
