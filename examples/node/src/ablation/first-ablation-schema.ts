import * as v from 'valibot';
import { upperEnds } from '../options/upper-ends';
import { backendSchema, dataSchema, settingsSchema } from '../runs/config-schema';
import {
  digest,
  fields,
  integerFrom,
  integerUpTo,
  listOf,
  positive,
  ruled,
  share,
  time,
  yesOrNo,
} from '../runs/json-rules';

const training = fields({
  mlpLayers: integerUpTo(upperEnds.mlpLayers),
  seed: integerFrom(0),
  accuracy: share,
  imagesPerSecond: positive,
});

/** What `ablation.json` was in its first layout, when only 1×1 layers varied. */
const firstSchema = fields({
  version: v.literal(1),
  finished: yesOrNo,
  startedAt: time,
  settings: settingsSchema,
  mlpLayers: ruled<readonly number[]>(
    `a list of different integers from 0 to ${upperEnds.mlpLayers}`,
    (value) =>
      Array.isArray(value) &&
      value.length > 0 &&
      new Set(value).size === value.length &&
      value.every((item) => Number.isInteger(item) && item >= 0 && item <= upperEnds.mlpLayers),
  ),
  seeds: integerFrom(1, upperEnds.seeds),
  data: dataSchema,
  backend: backendSchema,
  trainings: listOf(training),
  rows: ruled<readonly object[]>('an array', Array.isArray),
  sha256: digest,
});

/** Reads the first layout as the layout of today. */
export const firstAblationSchema = v.pipe(
  firstSchema,
  v.transform(({ version: _version, mlpLayers: counts, seeds, trainings, ...same }) => ({
    ...same,
    use: undefined,
    variations: [{ path: 'mlpLayers', values: counts }],
    seeds: Array.from({ length: seeds }, (_, i) => same.settings.seed + i),
    trainings: trainings.map(({ mlpLayers, imagesPerSecond, ...training }) => ({
      ...training,
      point: { mlpLayers },
      // All epochs saw all images.
      trainingSeconds: (same.settings.epochs * same.data.train) / imagesPerSecond,
    })),
  })),
);
