import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { selectBackend, selfCheck, warmUp } from '../src/index.node';

const gradients =
  "no gradients are registered, because tfjs-core alone does not register any: import '@tensorflow/tfjs-layers' first";

// This file does not import tfjs-layers at the top; the tests are in the order in which a user meets these errors.
test('functions that need a backend throw with instructions before one runs', async () => {
  const advice = 'a tfjs backend must run first: await selectBackend() of @nin/backends';
  await expect(selfCheck()).rejects.toThrow(`selfCheck: ${advice}`);
  await expect(warmUp(() => undefined)).rejects.toThrow(`warmUp: ${advice}`);
});

test('selectBackend reports missing gradients and the import that registers them', async () => {
  await expect(selectBackend('wasm')).rejects.toThrow(`selectBackend: ${gradients}`);
});

test('without training kernels no gradients are needed', async () => {
  expect(await selectBackend('wasm', { kernels: false })).toMatchObject({ name: 'wasm' });
  expect(tf.getBackend()).toBe('wasm');
});

test('the self-check fails each gradient with that message, and passes the other checks', async () => {
  const { checks } = await selfCheck();
  const byGradient = checks.filter(({ name }) => name.includes('gradient'));
  expect(byGradient.map(({ message }) => message)).toEqual(Array(4).fill(gradients));
  expect(checks.filter(({ passed }) => passed)).toHaveLength(2);
});

test('works after importing tfjs-layers', async () => {
  await import('@tensorflow/tfjs-layers');
  expect(await selectBackend('wasm')).toMatchObject({ name: 'wasm' });
});
