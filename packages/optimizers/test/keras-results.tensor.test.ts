import { describeEachBackend, expectClose } from '@nin/testing';
import { expect, test } from 'vitest';
import { adamW, sgd } from '../src/index';
import { applySteps } from './apply-steps';

// What Keras 3.15.1 (numpy backend, float32) leaves in two variables after `apply_gradients` with these four gradients.
// It takes 1 − β^t in float32, which costs it a few millionths of a step.
const initial = { kernel: [1, -0.5, 0.25], bias: [0.5] };
const steps = [
  { kernel: [0.5, -0.25, 0.1], bias: [0.4] },
  { kernel: [-0.2, -0.1, 0.3], bias: [0.25] },
  { kernel: [0.1, 0.7, -0.6], bias: [-0.05] },
  { kernel: [0.9, 0.05, -0.2], bias: [-0.3] },
];

describeEachBackend('four steps as Keras 3 takes them', () => {
  test.each([
    [
      // AdamW(learning_rate=.05, weight_decay=.1, global_clipnorm=.5), exclude_from_weight_decay(var_names=['bias'])
      'AdamW, clipped, bias undecayed',
      () => adamW({ learningRate: 0.05, weightDecay: 0.1, clipNorm: 0.5, exclude: ['bias'] }),
      [0.8785319328308105, -0.4147029221057892, 0.15808871388435364, 0.3477585017681122],
    ],
    [
      // AdamW(learning_rate=.05, beta_1=.8, beta_2=.95, epsilon=1e-2)
      'AdamW, other betas and epsilon',
      () => adamW({ learningRate: 0.05, beta1: 0.8, beta2: 0.95, epsilon: 1e-2 }),
      [0.8904219269752502, -0.4572375416755676, 0.20808641612529755, 0.38158154487609863],
    ],
    [
      // SGD(learning_rate=.05, momentum=.9, nesterov=True, weight_decay=.1, global_clipnorm=.5), bias excluded
      'SGD with Nesterov, clipped, bias undecayed',
      () =>
        sgd({
          learningRate: 0.05,
          momentum: 0.9,
          nesterov: true,
          weightDecay: 0.1,
          clipNorm: 0.5,
          exclude: ['bias'],
        }),
      [0.8900336027145386, -0.4898418188095093, 0.23260559141635895, 0.4163839817047119],
    ],
    [
      // SGD(learning_rate=.05, momentum=.9, weight_decay=.1)
      'SGD with momentum and decay',
      () => sgd({ learningRate: 0.05, momentum: 0.9, weightDecay: 0.1 }),
      [0.867353618144989, -0.502784013748169, 0.25439926981925964, 0.4078972339630127],
    ],
  ])('%s', async (_title, factory, expected) => {
    const optimizer = factory();
    const after = await applySteps(optimizer, initial, steps);
    expectClose([...after[3].kernel, ...after[3].bias], expected, 3e-6);
    expect(optimizer.iterations).toBe(4);
    optimizer.dispose();
  });
});
