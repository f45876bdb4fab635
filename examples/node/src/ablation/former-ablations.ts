import type { AnySpec } from '@nin/blocks';
import { specs, type SpecName } from '@nin/recipes';
import * as v from 'valibot';
import { UsageError } from '../failure';
import { rememberedModules } from '../kinds/remembered-modules';
import {
  experimentOfFile,
  firstSettingsSchema,
  nameOfFirst,
  type FirstFileSettings,
} from '../runs/first-config';
import {
  digest,
  fields,
  integerFrom,
  listOf,
  positive,
  ruled,
  share,
  time,
  yesOrNo,
} from '../runs/json-rules';
import { backendSchema, dataSchema } from '../runs/run-schema';
import { atLeastOne, valuesByPath, variation } from './ablation-rules';

const common = {
  finished: yesOrNo,
  startedAt: time,
  settings: firstSettingsSchema,
  data: dataSchema,
  backend: backendSchema,
  rows: ruled<readonly object[]>('an array', Array.isArray),
  sha256: digest,
};

/** Version 1: only 1×1 layers varied, and consecutive seeds repeated them. */
const firstSchema = fields({
  ...common,
  version: v.literal(1),
  mlpLayers: atLeastOne,
  seeds: integerFrom(1, 1000),
  trainings: listOf(
    fields({
      mlpLayers: integerFrom(0),
      seed: integerFrom(0),
      accuracy: share,
      imagesPerSecond: positive,
    }),
  ),
});

/** Version 2: paths of the network varied, and the settings were those of before there were experiments. */
const secondSchema = fields({
  ...common,
  version: v.literal(2),
  use: v.optional(rememberedModules),
  variations: listOf(variation),
  seeds: atLeastOne,
  trainings: listOf(
    fields({
      point: valuesByPath,
      seed: integerFrom(0),
      accuracy: share,
      trainingSeconds: positive,
    }),
  ),
});

/**
 * Returns a schema that reads the former layouts of `ablation.json` as the present one.
 *
 * @param path begins the message of a setting that is out of its range.
 */
export function formerAblationSchema(path: string) {
  const second = v.pipe(
    secondSchema,
    v.transform(({ settings, seeds, variations, data, trainings, ...same }) => ({
      ...same,
      ...experimentOf(path, settings as FirstFileSettings),
      variations: [{ path: 'seed', values: seeds }, ...variations],
      data: [data],
      trainings: trainings.map(({ point, seed, ...figures }) => ({ ...figures, point: { seed, ...point } })),
    })),
  );
  const first = v.pipe(
    firstSchema,
    v.transform(({ settings, mlpLayers, seeds, data, trainings, ...same }) => {
      const given = settings as FirstFileSettings;
      return {
        ...same,
        ...experimentOf(path, given),
        use: undefined,
        variations: [
          { path: 'seed', values: Array.from({ length: seeds }, (_, i) => given.seed + i) },
          { path: 'mlpLayers', values: mlpLayers },
        ],
        data: [data],
        trainings: trainings.map(({ mlpLayers: count, seed, accuracy, imagesPerSecond }) => ({
          point: { seed, mlpLayers: count },
          accuracy,
          // All epochs saw all images.
          trainingSeconds: (given.epochs * data.train) / imagesPerSecond,
        })),
      };
    }),
  );
  return v.lazy((value) => ((value as { version: number }).version === 1 ? first : second));
}

function experimentOf(path: string, settings: FirstFileSettings) {
  const { spec } = settings;
  if (typeof spec === 'string' && !Object.hasOwn(specs, spec)) {
    throw new UsageError(
      `${path}: settings.spec must be one of ${Object.keys(specs).join(', ')}, got ${spec}`,
    );
  }
  const network = typeof spec === 'string' ? specs[spec as SpecName] : (spec as AnySpec);
  return {
    name: nameOfFirst(settings),
    requestedBackend: settings.backend,
    experiment: experimentOfFile(path, settings, network),
  };
}
