import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import { buildOptimizer, optimizerSlots, type OptimizerSettings } from '../src/experiment/optimizer-settings';
import { parseExperiment } from '../src/experiment/experiment';
import { tinySpec } from '@nin/blocks';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function settings(optimizer: object): OptimizerSettings {
  return parseExperiment({ network: tinySpec, optimizer }).optimizer;
}

let variables = 0;

/** The value of a variable that is 1, after one step with a gradient. */
async function afterStep(optimizer: object, gradient: number, name = 'kernel'): Promise<number> {
  const variable = tf.variable(tf.scalar(1), true, `dense_${variables++}/${name}`);
  const built = buildOptimizer(settings(optimizer));
  built.applyGradients({ [variable.name]: tf.scalar(gradient) });
  const [value] = await variable.data();
  variable.dispose();
  built.dispose();
  return value;
}

test.each(['adamW', 'sgd'])('%s lets biases decay only where all variables decay', async (kind) => {
  // Without a gradient, only decay moves a variable: by 0.5 × 0.25 of it.
  const optimizer = { kind, learningRate: 0.5, weightDecay: 0.25 };
  expect(await afterStep(optimizer, 0, 'bias')).toBe(1);
  expect(await afterStep(optimizer, 0, 'kernel')).toBeCloseTo(0.875, 6);
  expect(await afterStep({ ...optimizer, decay: 'all' }, 0, 'bias')).toBeCloseTo(0.875, 6);
});

test('the fields of an optimizer reach it', async () => {
  const sgd = { kind: 'sgd', learningRate: 0.5 };
  // The first update of Nesterov's momentum is rate × gradient × (1 + momentum).
  expect(await afterStep({ ...sgd, momentum: 0.9 }, 0.1)).toBeCloseTo(1 - 0.5 * 0.1 * 1.9, 6);
  expect(await afterStep({ ...sgd, momentum: 0.9, nesterov: false }, 0.1)).toBeCloseTo(1 - 0.5 * 0.1, 6);
  expect(await afterStep({ ...sgd, momentum: 0, nesterov: false, clipNorm: 0.02 }, 0.1)).toBeCloseTo(
    1 - 0.5 * 0.02,
    6,
  );
  // Adam's first step is the rate whatever the gradient, but for epsilon: g / (|g| + epsilon').
  const adamW = { kind: 'adamW', learningRate: 0.5, weightDecay: 0 };
  expect(await afterStep(adamW, 0.1)).toBeCloseTo(0.5, 4);
  // m = 0.1 g, v = 0.001 g²; the step is 0.5 × √0.001 / 0.1 × 0.1 g / (√0.001 g + 1) for epsilon 1.
  const root = Math.sqrt(0.001);
  expect(await afterStep({ ...adamW, epsilon: 1 }, 0.1)).toBeCloseTo(
    1 - (0.5 * root * 0.1) / (root * 0.1 + 1),
    6,
  );
});

test('AdamW keeps two moments, SGD a velocity where it has momentum', () => {
  expect(optimizerSlots(settings({ kind: 'adamW' }))).toBe(2);
  expect(optimizerSlots(settings({ kind: 'sgd' }))).toBe(1);
  expect(optimizerSlots(settings({ kind: 'sgd', momentum: 0 }))).toBe(0);
});
