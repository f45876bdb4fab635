import { testMisuse } from '@nin/testing';
import { expect, test } from 'vitest';
import * as schedules from '../src/index';

const rate = () => 0.1;

testMisuse(schedules, {
  constant: { arguments: { value: 0.1 }, accepts: ['value: number'] },
  cosineAnnealing: { arguments: { options: { initial: 1, steps: 2 } } },
  cosineRestarts: { arguments: { options: { initial: 1, period: 2 } } },
  exponentialDecay: { arguments: { options: { initial: 1, every: 2, factor: 0.5 } } },
  join: { arguments: { schedules: [rate, rate], boundaries: [1] } },
  learningRateScheduler: {
    arguments: { optimizer: { learningRate: 1 }, schedule: rate, options: {} },
    accepts: ['options: object', 'options: undefined', 'schedule: function'],
  },
  linearWarmup: { arguments: { options: { peak: 1, steps: 2 } } },
  oneCycle: { arguments: { options: { peak: 1, steps: 2 } } },
  piecewise: { arguments: { options: { initial: 1, factors: { 3: 0.5 } } } },
  polynomialDecay: { arguments: { options: { initial: 1, steps: 2 } } },
  stepDecay: { arguments: { options: { initial: 1, every: 2, factor: 0.5 } } },
});

test('a misspelled option is answered with the right one', () => {
  const options = { initial: 1, step: 2 } as unknown as schedules.CosineAnnealingOptions;
  expect(() => schedules.cosineAnnealing(options)).toThrow(
    'cosineAnnealing: options must have only the fields initial, steps, final, divisor, got step (did you mean steps?)',
  );
});

test("a name in place of the optimizer is refused: Keras's and tfjs's strings are no optimizers", () => {
  expect(() => schedules.learningRateScheduler('adam' as never, rate)).toThrow(
    "learningRateScheduler: optimizer must be an optimizer, such as tf.train.adam(), got 'adam'",
  );
});
