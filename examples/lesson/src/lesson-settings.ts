import { join } from 'node:path';
import { withClasses, withWidth, type NinSpec } from '@nin/blocks';
import { applySettings, recipes, type Experiment } from '@nin/recipes';
import type { LessonOptions } from './lesson-options';

/** Where an experiment has an option of the lesson. */
const paths = {
  data: 'data.source',
  limitTrain: 'data.limitTrain',
  limitTest: 'data.limitTest',
  epochs: 'epochs',
  batchSize: 'batch.size',
  learningRate: 'optimizer.learningRate',
  divisor: 'schedule.divisor',
  seed: 'seed',
  mlpLayers: 'mlpLayers',
  block2Filters: 'network.blocks.1.filters',
  initializer: 'network.blocks.*.kernelInitializer',
  logits: 'network.blocks.3.outputActivation',
} as const satisfies Partial<Record<keyof LessonOptions, string>>;

type Asked = Required<
  Omit<LessonOptions, 'quick' | 'limitTrain' | 'limitTest' | 'out' | 'write' | 'status' | 'color'>
> &
  Pick<LessonOptions, 'limitTrain' | 'limitTest'>;

const lecture: Asked = {
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
} as const satisfies Partial<Asked>;

/** What decides a lesson. */
export interface LessonSettings extends Pick<
  Asked,
  | 'width'
  | 'taskImages'
  | 'outputs'
  | 'mlpLayers'
  | 'block2Filters'
  | 'logits'
  | 'shapesAt'
  | 'predictOn'
  | 'nin'
  | 'backend'
> {
  /** The lecture's network at full width, with its oddities as the options have them. */
  spec: NinSpec;
  /** What the lesson trains: that network, as narrow as asked for. */
  experiment: Experiment;
  /** The folder for the picture. */
  out: string;
  /** What the lesson has otherwise than the lecture, such as `width 0.125 instead of 1`. */
  differences: readonly string[];
}

/**
 * Returns the settings of a lesson: what was asked for, else the lecture's, or those of the quick lesson.
 *
 * @throws RangeError naming the option if one is out of range.
 */
export function lessonSettings(options: LessonOptions): LessonSettings {
  const time = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  const { out = join('runs', `lesson-${time}`) } = options;
  const asked: Asked = { ...lecture, ...(options.quick && quick), ...given(options) };
  requireOwn(asked);
  const whole = lectureExperiment(asked);
  // The lecture's blocks are all of kind nin.
  const spec = whole.network as NinSpec;
  const { width, taskImages, outputs, mlpLayers, block2Filters, logits, shapesAt, predictOn, nin, backend } =
    asked;
  return {
    ...{ width, taskImages, outputs, mlpLayers, block2Filters, logits, shapesAt, predictOn, nin, backend },
    spec,
    experiment: { ...whole, network: withWidth(spec, width) },
    out,
    differences: differencesOf(asked),
  };
}

/** Returns the lecture's experiment, at full width, with the options as asked. */
function lectureExperiment(asked: Asked): Experiment {
  const network = withClasses(recipes.lecture.experiment.network as NinSpec, asked.outputs);
  // The lecture's cosine spans 50 epochs, however few are trained.
  const schedule = {
    ...recipes.lecture.experiment.schedule,
    steps: Math.max(50, Math.ceil(asked.epochs) || 50),
  };
  let experiment = { ...recipes.lecture.experiment, network, schedule } as Experiment;
  for (const [name, path] of Object.entries(paths) as [keyof typeof paths, string][]) {
    const value = asked[name];
    // The lecture's experiment has it already, but for the seed.
    if (value === lecture[name] && name !== 'seed') continue;
    try {
      experiment = applySettings(experiment, { [path]: value });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new RangeError(`runLesson: ${name} ${message.slice(message.indexOf('must be'))}`, {
        cause: error,
      });
    }
  }
  return experiment;
}

/** Returns the network of the lesson with the kernels and the logits of the quick one, for short trainings. */
export function withQuickStart({ spec, experiment }: LessonSettings): NinSpec {
  const { initializer, logits } = quick;
  const started = applySettings(
    { ...experiment, network: spec },
    { [paths.initializer]: initializer, [paths.logits]: logits },
  );
  return started.network as NinSpec;
}

/** What the numbers must be that no experiment has, and the largest that each may be. */
const rules: readonly [
  name: 'width' | 'taskImages' | 'shapesAt' | 'outputs',
  rule: string,
  most: number,
  fits: (value: number) => boolean,
][] = [
  ['width', 'a number above zero', 100, (value) => value > 0],
  ['taskImages', 'a positive integer', 1_000_000, (value) => Number.isInteger(value) && value > 0],
  ['shapesAt', 'a positive integer', 100_000, (value) => Number.isInteger(value) && value > 0],
  [
    'outputs',
    'an integer, at least 10, the classes of CIFAR-10',
    100_000,
    (value) => Number.isInteger(value) && value >= 10,
  ],
];

const choices = { logits: ['relu', 'linear'], predictOn: ['model', 'function'] } as const;

function requireOwn(asked: Asked): void {
  for (const [name, rule, most, fits] of rules) {
    const value = asked[name];
    if (!Number.isFinite(value) || !fits(value)) fail(name, rule, value);
    if (value > most) fail(name, `${rule}, up to ${most.toLocaleString('en-US')}`, value);
  }
  for (const name of ['logits', 'predictOn'] as const) {
    const allowed: readonly string[] = choices[name];
    if (!allowed.includes(asked[name])) fail(name, `one of ${allowed.join(', ')}`, asked[name]);
  }
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

function differencesOf(asked: Asked): string[] {
  const shown = (value: string | number | undefined) => (value === undefined ? 'all' : String(value));
  return Object.entries(words).flatMap(([name, word]) => {
    const key = name as keyof typeof words;
    return asked[key] === lecture[key]
      ? []
      : [`${word} ${shown(asked[key])} instead of ${shown(lecture[key])}`];
  });
}

/** The options that decide something and are not undefined. */
function given(options: LessonOptions): Partial<Asked> {
  return Object.fromEntries(
    Object.entries(options).filter(([name, value]) => value !== undefined && name in lecture),
  );
}

function fail(name: string, rule: string, value: string | number): never {
  throw new RangeError(`runLesson: ${name} must be ${rule}, got ${value}`);
}
