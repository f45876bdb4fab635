import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { foldersIn, repository, sourcesIn } from '../src/workspace';

/** Every global by name, as it is defined: reading it would make Node load those that wait to be read. */
function globals(): Map<string | symbol, PropertyDescriptor | undefined> {
  const names = Reflect.ownKeys(globalThis);
  return new Map(names.map((name) => [name, Reflect.getOwnPropertyDescriptor(globalThis, name)]));
}

/** Whether a global is the one it was, read in between or not. */
function isSame(before: PropertyDescriptor | undefined, after: PropertyDescriptor | undefined): boolean {
  if (!before || !after) return false;
  if (before.get && !after.get) return Object.is(before.get.call(globalThis), after.value);
  return before.get === after.get && Object.is(before.value, after.value);
}

/** What else an import could change behind its user's back, beside what peers change when they are imported. */
function surroundings(): Record<string, unknown> {
  const engine = tf.engine();
  return {
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

/** Runs `work` and gives the names of what it changed. */
async function changedBy(work: () => unknown): Promise<string[]> {
  const globalsBefore = globals();
  const before = surroundings();
  await work();
  const globalsAfter = globals();
  const names = [...new Set([...globalsBefore.keys(), ...globalsAfter.keys()])];
  // ECharts loads tslib, whose CommonJS form defines its helpers (__extends …) as globals.
  const changed = names.filter(
    (name) => !/^__[a-z]/.test(String(name)) && !isSame(globalsBefore.get(name), globalsAfter.get(name)),
  );
  const after = surroundings();
  return [
    ...changed.map((name) => `global ${String(name)}`),
    ...Object.keys(before).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])),
  ];
}

const entries = foldersIn('packages').flatMap((folder) =>
  sourcesIn(`${folder}/src`)
    .map(({ path }) => path)
    .filter((path) => /^index(\.\w+)?\.ts$/.test(basename(path))),
);

test.each(entries)('importing %s changes nothing global', async (path) => {
  expect(await changedBy(() => import(/* @vite-ignore */ join(repository, path)))).toEqual([]);
});

test('a new global, a flag and a backend would be noticed', async () => {
  expect(await changedBy(() => Object.assign(globalThis, { leaked: 1 }))).toEqual(['global leaked']);
  Reflect.deleteProperty(globalThis, 'leaked');
  const { fetch } = globalThis;
  expect(await changedBy(() => Object.assign(globalThis, { fetch: () => 1 }))).toEqual(['global fetch']);
  Object.assign(globalThis, { fetch });
  expect(await changedBy(() => tf.env().set('PROD', true))).toEqual(['flags']);
  expect(await changedBy(() => tf.registerBackend('leaked', () => new tf.KernelBackend()))).toEqual([
    'backends',
  ]);
});
