import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import { buildOptimizer } from '../src/optimizer';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** A bias of 1 after one step without a gradient: only decay moves it. */
async function biasAfterStep(settings: Parameters<typeof buildOptimizer>[0]): Promise<number> {
  const bias = tf.variable(tf.scalar(1), true, `dense_${settings.optimizer}_${settings.decayAll}/bias`);
  const optimizer = buildOptimizer(settings);
  optimizer.applyGradients({ [bias.name]: tf.scalar(0) });
  const [value] = await bias.data();
  bias.dispose();
  optimizer.dispose();
  return value;
}

test.each(['adamw', 'sgd'] as const)('%s lets biases decay only where it is asked to', async (optimizer) => {
  const settings = { optimizer, learningRate: 0.5, weightDecay: 0.25 };
  expect(await biasAfterStep(settings)).toBe(1);
  expect(await biasAfterStep({ ...settings, decayAll: true })).toBeLessThan(0.9);
});
