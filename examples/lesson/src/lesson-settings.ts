import { join } from 'node:path';
import type { LessonOptions, LessonSettings } from './lesson-options';

const lecture: Omit<LessonSettings, 'out'> = {
  data: 'cifar10',
  limitTrain: undefined,
  limitTest: undefined,
  width: 1,
  epochs: 50,
  batchSize: 128,
  learningRate: 5e-4,
  initializer: 'glorotUniform',
  taskImages: 10_000,
  seed: 1,
  backend: 'auto',
  outputs: 20,
  mlpLayers: 3,
  block2Filters: 756,
  logits: 'relu',
  shapesAt: 1024,
  divisor: 1.8,
  predictOn: 'model',
  nin: 'npx nin',
};

/**
 * Small enough for two minutes. So narrow a network does not get going within a few hundred steps unless its kernels
 * begin larger and its logits are free to be negative.
 */
export const quick = {
  limitTrain: 3000,
  limitTest: 1000,
  width: 1 / 16,
  epochs: 3,
  batchSize: 8,
  taskImages: 800,
  initializer: 'heNormal',
  logits: 'linear',
} as const satisfies Partial<LessonSettings>;

/** What the numbers of a lesson must be, and the largest that each may be: above any in use, and small enough to end well. */
const rules = {
  'a positive integer': {
    holds: (value: number) => Number.isInteger(value) && value > 0,
    ends: {
      limitTrain: 1_000_000,
      limitTest: 1_000_000,
      epochs: 100_000,
      batchSize: 1_000_000,
      taskImages: 1_000_000,
      block2Filters: 100_000,
      shapesAt: 100_000,
    },
  },
  'an integer, at least 10, the classes of CIFAR-10': {
    holds: (value: number) => Number.isInteger(value) && value >= 10,
    ends: { outputs: 100_000 },
  },
  'an integer, zero or above': {
    holds: (value: number) => Number.isInteger(value) && value >= 0,
    ends: { mlpLayers: 100 },
  },
  'an integer': { holds: Number.isInteger, ends: { seed: 1e15 } },
  'a number above zero': {
    holds: (value: number) => Number.isFinite(value) && value > 0,
    ends: { width: 100, learningRate: 1_000, divisor: 1_000 },
  },
} as const;

type Rules = typeof rules;
type NumberName = { [Rule in keyof Rules]: keyof Rules[Rule]['ends'] }[keyof Rules];

const choices = { logits: ['relu', 'linear'], predictOn: ['model', 'function'] } as const;

/**
 * The settings of a lesson: what was asked for, else the lecture's, or those of the quick lesson.
 *
 * @throws RangeError if an option is out of range.
 */
export function lessonSettings(options: LessonOptions): LessonSettings {
  const out = join('runs', `lesson-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}`);
  const settings: LessonSettings = { ...lecture, ...(options.quick && quick), out, ...given(options) };
  for (const [rule, { holds, ends }] of Object.entries(rules)) {
    for (const [name, most] of Object.entries(ends) as [NumberName, number][]) {
      const value = settings[name];
      if (value !== undefined && !holds(value)) fail(name, rule, value);
      if (value !== undefined && Math.abs(value) > most) {
        fail(name, `${rule}, up to ${most.toLocaleString('en-US')}`, value);
      }
    }
  }
  for (const name of ['logits', 'predictOn'] as const) {
    const allowed: readonly string[] = choices[name];
    if (!allowed.includes(settings[name])) fail(name, `one of ${allowed.join(', ')}`, settings[name]);
  }
  return settings;
}

/** What a lesson has otherwise than the lecture, such as `width 0.125 instead of 1`. */
export function differences(settings: LessonSettings): string[] {
  const shown = (value: string | number | undefined) => (value === undefined ? 'all' : String(value));
  return Object.entries(words).flatMap(([name, word]) => {
    const key = name as keyof typeof words;
    return settings[key] === lecture[key]
      ? []
      : [`${word} ${shown(settings[key])} instead of ${shown(lecture[key])}`];
  });
}

const words = {
  data: 'data',
  limitTrain: 'training images',
  limitTest: 'test images',
  width: 'width',
  epochs: 'epochs',
  batchSize: 'batch size',
  learningRate: 'learning rate',
  initializer: 'kernels drawn by',
  outputs: 'outputs',
  mlpLayers: '1×1 layers',
  block2Filters: 'filters of block 2',
  logits: 'logits through',
  shapesAt: 'shapes at',
  divisor: 'divisor',
} as const;

/** The options that are settings and not undefined. */
function given(options: LessonOptions): Partial<LessonSettings> {
  return Object.fromEntries(
    Object.entries(options).filter(
      ([name, value]) => value !== undefined && (name === 'out' || name in lecture),
    ),
  );
}

function fail(name: string, rule: string, value: string | number): never {
  throw new RangeError(`runLesson: ${name} must be ${rule}, got ${value}`);
}
