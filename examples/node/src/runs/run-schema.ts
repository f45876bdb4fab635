import type { Experiment } from '@nin/recipes';
import * as v from 'valibot';
import { rememberedModules } from '../kinds/remembered-modules';
import { digest, fields, integerFrom, listOf, oneOf, text, time, yesOrNo } from './json-rules';

/** The backends that may be asked for. */
export const backendNames = ['auto', 'webgpu', 'wasm', 'cpu'] as const;

/** The rule for the data of a run. */
export const dataSchema = fields({
  title: text,
  synthetic: yesOrNo,
  train: integerFrom(1),
  test: integerFrom(1),
  classNames: listOf(text),
});

/** The rule for the backend of a run. */
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

/** The rule for the versions that a run uses. */
export const versionsSchema = fields({ node: text, tfjs: text, platform: text });

/** The rule for what a run adds to its experiment. */
export const runSchema = fields({
  /** What messages and pictures call the experiment. */
  name: text,
  startedAt: time,
  /** The backend that was asked for. */
  requestedBackend: oneOf(backendNames),
  /** The modules with kinds of block that the run uses; undefined where all are of `@nin/blocks`. */
  use: v.optional(rememberedModules),
  data: dataSchema,
  backend: backendSchema,
  versions: versionsSchema,
  /** SHA-256 of the rest of the file. */
  sha256: digest,
});

/** What a run adds to its experiment in `config.json`, under `run`. */
export type RunFacts = Omit<v.InferOutput<typeof runSchema>, 'sha256'>;

/** The content of `config.json`. */
export interface RunConfig {
  /** The network is unchecked: its kinds may be of modules that are yet to be loaded. */
  experiment: Experiment;
  run: RunFacts;
  /** What checkpoints recognize the training by, of runs from before there were experiments. */
  identity?: unknown;
}
