import { builtinKinds, checkSpec, type AnySpec, type KindOptions, type Problem } from '@nin/blocks';
import {
  boolean,
  fraction,
  nonNegativeInteger,
  object,
  oneOf,
  positiveInteger,
  problem,
  problemsOf,
} from '@nin/blocks/fields';
import { requireOptions } from '@nin/checks';
import * as v from 'valibot';
import { field, optionalField, positiveRate, share, text } from './fields';
import { limits } from './limits';
import { optimizerSchemas, type OptimizerSettings } from './optimizer-settings';
import { scheduleSchemas, type ScheduleSettings } from './schedule-settings';

/** Three numbers: for red, green and blue. */
const channelsOf = <Schema extends v.GenericSchema>(schema: Schema) => {
  const all = 'an array of three numbers, for red, green and blue';
  return v.pipe(
    v.array(schema, all),
    v.length(3, all),
    v.transform((values) => values as [number, number, number]),
  );
};

const dataSchema = object({
  source: field(
    text(),
    'cifar10',
    "'cifar10', 'cifar100', 'synthetic' (drawn images, no download), or a folder with CIFAR's binary files.",
  ),
  limitTrain: optionalField(
    positiveInteger(limits.images),
    'Number of training images, the first ones. Default: all.',
  ),
  limitTest: optionalField(
    positiveInteger(limits.images),
    'Number of test images, the first ones. Default: all.',
  ),
});

const augmentSchema = object({
  padAndCrop: field(
    nonNegativeInteger(31),
    0,
    'Pixels of padding on each side before a random crop. Common: 4.',
  ),
  padding: field(
    oneOf(['reflect', 'zero']),
    'reflect',
    "Content of the padding: 'reflect' mirrors the image, 'zero' is black.",
  ),
  flip: field(boolean(), false, 'Whether to mirror half of the images left to right.'),
  cutout: field(nonNegativeInteger(64), 0, 'Side of a square that is set to 0, in pixels. Common: 8 or 16.'),
});

const batchSchema = object({
  size: field(positiveInteger(limits.batchSize), 128, 'Images per step.'),
  augment: field(augmentSchema, { flip: true }, 'Random changes of the training images. {} for none.'),
  normalize: field(
    v.union(
      [
        oneOf(['standard', 'unit']),
        object({
          mean: channelsOf(share()),
          std: channelsOf(positiveRate()),
        }),
      ],
      "'standard', 'unit' or an object with a mean and a std per channel",
    ),
    'standard',
    "'standard' subtracts the data set's mean and divides by its deviation, 'unit' divides bytes by 255, and { mean, std } is your own.",
  ),
});

const lossSchema = object({
  labelSmoothing: field(fraction(), 0, 'Share of the target probability that is spread over all classes.'),
});

/** The schemas of all parts of an experiment but those that depend on a kind. */
export const experimentEntries = {
  version: field(v.literal(1), 1, 'Layout of the experiment.'),
  data: field(dataSchema, {}, 'What to train and test on.'),
  batch: field(batchSchema, {}, 'How images become batches.'),
  loss: field(lossSchema, {}, 'Cross-entropy from logits.'),
  epochs: field(positiveInteger(limits.epochs), 6, 'Passes over the training images.'),
  seed: field(nonNegativeInteger(limits.seed), 0, 'Decides first weights, order, augmentation and dropout.'),
};

/** The kinds of a part: the schemas, and the kind of an experiment that does not say. */
const parts = {
  optimizer: {
    schemas: optimizerSchemas,
    standard: { kind: 'adamW', learningRate: 5e-3, weightDecay: 0.02 },
  },
  schedule: { schemas: scheduleSchemas, standard: { kind: 'oneCycle' } },
} as const;

const topSchema = object({
  ...experimentEntries,
  network: v.optional(v.unknown()),
  optimizer: v.optional(v.unknown(), parts.optimizer.standard),
  schedule: v.optional(v.unknown(), parts.schedule.standard),
  // What a run adds to its config.json: when, on what, with which versions.
  run: v.optional(v.unknown()),
});

type Entries = { [Name in keyof typeof experimentEntries]: v.InferOutput<(typeof experimentEntries)[Name]> };

/**
 * One training as plain JSON: what `nin train FILE` takes, what `config.json` of a run begins with, what a link of the lab holds, and
 * what a grid varies.
 */
export interface Experiment extends Entries {
  /** The network, with as many outputs as there are classes, or more. */
  network: AnySpec;
  optimizer: OptimizerSettings;
  schedule: ScheduleSettings;
}

/** How messages name a path: as `applySettings` takes it. */
const nameOf = (path: Problem['path']): string => path.join('.') || 'the experiment';

const kindOptions = { kinds: true } as const;

/**
 * Returns what is wrong with an experiment, as data. Empty: nothing.
 *
 * @param value anything.
 * @throws TypeError or RangeError if an option is wrong.
 */
export function checkExperiment(value: unknown, options: KindOptions = {}): Problem[] {
  requireOptions('checkExperiment: options', options, kindOptions);
  const problems = problemsOf(topSchema, value, [], nameOf);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return problems;
  const { network, optimizer, schedule } = value as Record<string, unknown>;
  return [
    ...problems,
    ...partProblems('optimizer', optimizer),
    ...partProblems('schedule', schedule),
    ...networkProblems(network, options.kinds ?? builtinKinds),
  ];
}

function networkProblems(network: unknown, kinds: KindOptions['kinds']): Problem[] {
  return checkSpec(network, { kinds }).map((one) => ({
    ...one,
    path: ['network', ...one.path],
    message: one.path.length > 0 ? `network: ${one.message}` : one.message.replace(/^spec/, 'network'),
  }));
}

function partProblems(name: keyof typeof parts, value: unknown = parts[name].standard): Problem[] {
  const schemas: Record<string, v.GenericSchema> = parts[name].schemas;
  const kinds = Object.keys(schemas);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [
      problem([name], `an object with a kind, such as { kind: '${kinds[0]}' }`, value, {
        nameOf,
        isWrongType: true,
      }),
    ];
  }
  const { kind } = value as { kind?: unknown };
  if (typeof kind !== 'string' || !Object.hasOwn(schemas, kind)) {
    return [problem([name, 'kind'], 'one of', kind, { limit: kinds, nameOf })];
  }
  return problemsOf(schemas[kind], value, [name], nameOf);
}

/**
 * Returns a whole experiment, with the defaults of what it leaves out: the network is required, and the rest is by default as the
 * recipe `tiny` trains. What a run has added to its `config.json`, `run`, is left out.
 *
 * @param value JSON data, such as of a file.
 * @throws TypeError or RangeError naming the path, the rule and the value of the first problem; {@link checkExperiment} has them all.
 */
export function parseExperiment(value: unknown, options: KindOptions = {}): Experiment {
  const [first] = checkExperiment(value, options);
  if (first) {
    const message = `parseExperiment: ${first.message}`;
    throw first.isWrongType ? new TypeError(message) : new RangeError(message);
  }
  return completeExperiment(value);
}

/** Returns a whole experiment, with the defaults of what it leaves out, from data in which {@link checkExperiment} finds nothing. */
export function completeExperiment(value: unknown): Experiment {
  const { run, network, optimizer, schedule, ...rest } = v.parse(topSchema, value);
  return {
    version: rest.version,
    network: network as AnySpec,
    data: rest.data,
    batch: rest.batch,
    optimizer: completed('optimizer', optimizer) as OptimizerSettings,
    schedule: completed('schedule', schedule) as ScheduleSettings,
    loss: rest.loss,
    epochs: rest.epochs,
    seed: rest.seed,
  };
}

function completed(name: keyof typeof parts, value: unknown): unknown {
  const schemas: Record<string, v.GenericSchema> = parts[name].schemas;
  return v.parse(schemas[(value as { kind: string }).kind], value);
}

/** Returns the fields of a kind of optimizer or schedule; undefined if there is no such kind. */
export function partFields(part: keyof typeof parts, kind: unknown): readonly string[] | undefined {
  const schemas: Record<string, { entries: object }> = parts[part].schemas;
  return typeof kind === 'string' && Object.hasOwn(schemas, kind)
    ? Object.keys(schemas[kind].entries)
    : undefined;
}
