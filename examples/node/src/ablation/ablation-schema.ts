import { shown } from '@nin/checks';
import * as v from 'valibot';
import { rememberedModules } from '../kinds/remembered-modules';
import { upperEnds } from '../options/upper-ends';
import { backendSchema, dataSchema, settingsSchema } from '../runs/config-schema';
import {
  digest,
  fields,
  integerFrom,
  listOf,
  positive,
  ruled,
  share,
  text,
  time,
  yesOrNo,
} from '../runs/json-rules';

const variation = fields({
  path: text,
  values: ruled<readonly unknown[]>(
    'a list of at least one value',
    (value) => Array.isArray(value) && value.length > 0,
  ),
});

const training = fields({
  /** Values by their paths. */
  point: ruled<Readonly<Record<string, unknown>>>(
    'an object',
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  ),
  seed: integerFrom(0),
  accuracy: share,
  trainingSeconds: positive,
});

/** What `ablation.json` must be. */
export const ablationSchema = fields({
  /** The layout of this file. */
  version: v.literal(2, ({ input }) => `must be 2, this command's, got ${shown(input)}`),
  /** Whether all trainings are in it. */
  finished: yesOrNo,
  startedAt: time,
  settings: settingsSchema,
  /** The modules with kinds of block that it uses. */
  use: v.optional(rememberedModules),
  variations: listOf(variation),
  seeds: ruled<readonly number[]>(
    `a list of up to ${upperEnds.seeds} different non-negative integers`,
    (value) =>
      Array.isArray(value) &&
      value.length > 0 &&
      value.length <= upperEnds.seeds &&
      new Set(value).size === value.length &&
      value.every((item) => Number.isSafeInteger(item) && item >= 0),
  ),
  data: dataSchema,
  backend: backendSchema,
  /** Those that have ended, in order. */
  trainings: listOf(training),
  /** What follows from the trainings. */
  rows: ruled<readonly object[]>('an array', Array.isArray),
  /** SHA-256 of the rest. */
  sha256: digest,
});

/** A training that has ended. */
export type AblationTraining = v.InferOutput<typeof training>;
