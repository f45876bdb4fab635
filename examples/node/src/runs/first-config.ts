import { tinySpec, type AnySpec } from '@nin/blocks';
import { shown } from '@nin/checks';
import {
  checkpointSpecName,
  experimentOfFirstSettings,
  presentSpecName,
  type Experiment,
  type FirstSettings,
  type SpecName,
} from '@nin/recipes';
import { basename } from 'node:path';
import * as v from 'valibot';
import { reasonOf, UsageError } from '../failure';
import { rememberedModules } from '../kinds/remembered-modules';
import { requireSeal } from './json-files';
import { anyObject, digest, fields, oneOf, requireRules, text, time } from './json-rules';
import {
  backendNames,
  backendSchema,
  dataSchema,
  versionsSchema,
  type RunConfig,
  type RunFacts,
} from './run-schema';

/** The settings of a training, in files from before there were experiments. Their values are checked as the experiment's. */
export const firstSettingsSchema = fields({
  spec: v.pipe(v.unknown(), v.transform(presentSpecName), v.union([text, anyObject])),
  specFile: v.optional(text),
  mlpLayers: v.optional(v.unknown()),
  epochs: v.unknown(),
  batchSize: v.unknown(),
  optimizer: v.unknown(),
  learningRate: v.unknown(),
  weightDecay: v.unknown(),
  schedule: v.unknown(),
  augment: anyObject,
  normalize: v.unknown(),
  labelSmoothing: v.unknown(),
  data: text,
  backend: oneOf(backendNames),
  seed: v.unknown(),
  limitTrain: v.optional(v.unknown()),
  limitTest: v.optional(v.unknown()),
});

/** Settings as files from before there were experiments hold them. */
export interface FirstFileSettings extends FirstSettings {
  spec: string | object;
  specFile?: string;
  backend: RunFacts['requestedBackend'];
}

/** Returns whether a value is a `config.json` from before there were experiments. */
export function isFirstConfig(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'settings' in value;
}

/**
 * Reads the `config.json` of a run from before there were experiments.
 *
 * @throws UsageError naming the file, if a field breaks its rule, or the file was altered.
 */
export function readFirstConfig(path: string, value: object): RunConfig {
  const schema = fields({
    version: v.literal(1, ({ input }) => `must be 1, got ${shown(input)}`),
    startedAt: time,
    settings: firstSettingsSchema,
    network: anyObject,
    use: v.optional(rememberedModules),
    data: dataSchema,
    backend: backendSchema,
    versions: versionsSchema,
    // Runs from before there was one have none.
    sha256: v.optional(digest),
  });
  const read = requireRules(path, schema, value);
  const { sha256, ...rest } = value as { sha256?: string };
  requireSeal(path, sha256, rest);
  const { startedAt, use, data, backend, versions, network } = read;
  const settings = read.settings as FirstFileSettings;
  return {
    experiment: experimentOfFile(path, settings, network as AnySpec),
    run: {
      name: nameOfFirst(settings),
      startedAt,
      requestedBackend: settings.backend,
      use,
      data,
      backend,
      versions,
    },
    identity: { settings: identityOf(settings), network, data },
  };
}

/**
 * Returns the experiment of the settings in a file. The lecture's network was trained as Keras does by default: all variables decay.
 *
 * @throws UsageError naming the file, if a setting is out of its range.
 */
export function experimentOfFile(path: string, settings: FirstFileSettings, network: AnySpec): Experiment {
  try {
    const experiment = experimentOfFirstSettings(
      { ...settings, decayAll: settings.spec === 'lecture' },
      // The network is checked when its kinds of block are known.
      tinySpec,
    );
    return { ...experiment, network };
  } catch (error) {
    throw new UsageError(`${path}: settings: ${reasonOf(error).replace('parseExperiment: ', '')}`, {
      cause: error,
    });
  }
}

/** Returns what messages call the network of such settings. */
export function nameOfFirst({ spec, specFile = 'network' }: FirstFileSettings): string {
  return typeof spec === 'string' ? spec : basename(specFile, '.json');
}

/** Settings as checkpoints recognize them: without where things lie, and by the first name that the network had. */
function identityOf({
  specFile: _file,
  backend: _backend,
  data: _data,
  ...settings
}: FirstFileSettings): object {
  const { spec } = settings;
  return { ...settings, spec: typeof spec === 'string' ? checkpointSpecName(spec as SpecName) : spec };
}
