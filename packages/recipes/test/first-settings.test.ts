import { lectureSpec, modernSpec, tinySpec } from '@nin/blocks';
import { expect, test } from 'vitest';
import { experimentOfFirstSettings } from '../src/experiment/first-settings';
import { recipes } from '../src/recipes';

const cifar10 = { data: 'cifar10', seed: 0, labelSmoothing: 0, batchSize: 128 };

test('settings of before experiments give the recipes of the same name', () => {
  const tiny = {
    ...cifar10,
    epochs: 6,
    optimizer: 'adamw',
    learningRate: 5e-3,
    weightDecay: 0.02,
    schedule: 'one-cycle',
    augment: { flip: true },
    normalize: 'standard',
    decayAll: false,
  };
  expect(experimentOfFirstSettings(tiny, tinySpec)).toEqual(recipes.tiny.experiment);
  const modern = {
    ...tiny,
    epochs: 200,
    optimizer: 'sgd',
    learningRate: 0.1,
    weightDecay: 5e-4,
    schedule: 'steps',
    augment: { padAndCrop: 4, flip: true },
  };
  expect(experimentOfFirstSettings(modern, modernSpec)).toEqual(recipes.modern.experiment);
  const lecture = {
    ...tiny,
    epochs: 50,
    learningRate: 5e-4,
    weightDecay: 0.004,
    schedule: 'lecture',
    augment: {},
    normalize: 'unit',
    decayAll: true,
  };
  expect(experimentOfFirstSettings(lecture, lectureSpec)).toEqual(recipes.lecture.experiment);
  expect(() => experimentOfFirstSettings({ ...tiny, schedule: 'zigzag' }, tinySpec)).toThrow(
    'schedule.kind must be one of',
  );
});
