import type { AnySpec } from '@nin/blocks';
import { shown } from '@nin/checks';
import { presentSpecName, trainableSpecs, type TrainableSpec } from '@nin/recipes';
import * as v from 'valibot';
import { rememberedModules } from '../kinds/remembered-modules';
import { upperEnds } from '../options/upper-ends';
import {
  digest,
  fields,
  integerFrom,
  integerUpTo,
  listOf,
  numberThat,
  oneOf,
  positive,
  ruled,
  text,
  time,
  yesOrNo,
} from './json-rules';

/** Three numbers: for red, green and blue. */
const channels = (rule: string, fits: (value: number) => boolean) =>
  ruled<[number, number, number]>(
    `three ${rule}`,
    (value) =>
      Array.isArray(value) &&
      value.length === 3 &&
      value.every((item) => Number.isFinite(item) && fits(Number(item))),
  );

const augmentation = fields({
  padAndCrop: v.optional(integerUpTo(31)),
  padding: v.optional(oneOf(['reflect', 'zero'])),
  flip: v.optional(yesOrNo),
  cutout: v.optional(integerUpTo(64)),
});

const normalization = v.union(
  [
    oneOf(['unit', 'standard']),
    fields({
      mean: channels('numbers from 0 to 1', (value) => value >= 0 && value <= 1),
      std: channels('positive numbers', (value) => value > 0),
    }),
  ],
  ({ input }) =>
    `must be 'unit', 'standard', or an object with a mean (0 to 1) and a std (above 0) of each channel, got ${shown(input)}`,
);

/** The name of a network, or a network itself; compared with the kinds of block by whoever knows them. */
const namedOrWhole = v.lazy((value) =>
  typeof value === 'object' && value !== null
    ? v.custom<AnySpec>(() => true)
    : oneOf(trainableSpecs satisfies readonly TrainableSpec[]),
);

export const settingsSchema = fields({
  spec: v.pipe(v.unknown(), v.transform(presentSpecName), namedOrWhole),
  specFile: v.optional(text),
  mlpLayers: v.optional(integerUpTo(upperEnds.mlpLayers)),
  epochs: integerFrom(1, upperEnds.epochs),
  batchSize: integerFrom(1, upperEnds.batchSize),
  optimizer: oneOf(['adamw', 'sgd']),
  learningRate: positive,
  weightDecay: numberThat('a non-negative number', (value) => value >= 0),
  schedule: oneOf(['one-cycle', 'cosine', 'lecture', 'steps']),
  augment: augmentation,
  normalize: normalization,
  labelSmoothing: numberThat('in [0, 1)', (value) => value >= 0 && value < 1),
  data: text,
  backend: oneOf(['auto', 'webgpu', 'wasm', 'cpu']),
  seed: integerFrom(0, upperEnds.seed),
  limitTrain: v.optional(integerFrom(1, upperEnds.images)),
  limitTest: v.optional(integerFrom(1, upperEnds.images)),
});

/** The data of a run, as its outputs name them. */
export const dataSchema = fields({
  title: text,
  synthetic: yesOrNo,
  train: integerFrom(1),
  test: integerFrom(1),
  classNames: listOf(text),
});

export const backendSchema = fields({
  name: text,
  device: text,
  software: yesOrNo,
  threads: integerFrom(1),
  precision: oneOf(['float32', 'float16']),
  kernels: listOf(text),
  reason: text,
  rejected: listOf(fields({ name: text, reason: text })),
});

/** What `config.json` must be. */
export const configSchema = fields({
  /** The layout of this file. */
  version: v.literal(1, ({ input }) => `must be 1, this command's, got ${shown(input)}`),
  startedAt: time,
  settings: settingsSchema,
  /** The network that the settings give; compared with it by whoever trains it. */
  network: ruled<object>('an object', (value) => typeof value === 'object' && value !== null),
  /** The modules with kinds of block that the run has used. Runs from before there were any have none. */
  use: v.optional(rememberedModules),
  data: dataSchema,
  backend: backendSchema,
  versions: fields({ node: text, tfjs: text, platform: text }),
  /** SHA-256 of the rest. Runs from before there was one have none. */
  sha256: v.optional(digest),
});
