import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { selectBackend, selfCheck, warmUp } from '../src/index.node';

const gradients =
  "no gradients are registered, as tfjs-core alone registers none: import '@tensorflow/tfjs-layers' first";

// tfjs-layers is imported nowhere in this file, so the tests are in the order in which a user meets these.
test('before a backend runs, functions that need one say how to have one', async () => {
  const advice = 'a tfjs backend must run first: await selectBackend() of @nin/backends';
  await expect(selfCheck()).rejects.toThrow(`selfCheck: ${advice}`);
  await expect(warmUp(() => undefined)).rejects.toThrow(`warmUp: ${advice}`);
});

test('selectBackend says that gradients are missing, and what to import', async () => {
  await expect(selectBackend('wasm')).rejects.toThrow(`selectBackend: ${gradients}`);
});

test('without kernels for training none are needed', async () => {
  expect(await selectBackend('wasm', { kernels: false })).toMatchObject({ name: 'wasm' });
  expect(tf.getBackend()).toBe('wasm');
});

test('the self-check says so in each check of a gradient, and passes the others', async () => {
  const { checks } = await selfCheck();
  const byGradient = checks.filter(({ name }) => name.includes('gradient'));
  expect(byGradient.map(({ message }) => message)).toEqual(Array(4).fill(gradients));
  expect(checks.filter(({ passed }) => passed)).toHaveLength(2);
});

test('with tfjs-layers all is well', async () => {
  await import('@tensorflow/tfjs-layers');
  expect(await selectBackend('wasm')).toMatchObject({ name: 'wasm' });
});
