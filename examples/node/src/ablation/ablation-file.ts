import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { BackendInfo, BackendPreference } from '@nin/backends';
import { shown } from '@nin/checks';
import { checkExperiment, parseExperiment, type DataDescription } from '@nin/recipes';
import * as v from 'valibot';
import { requireNetwork } from '../experiment-file';
import { UsageError } from '../failure';
import { rememberedModules, useRemembered } from '../kinds/remembered-modules';
import { useKinds } from '../kinds/used-kinds';
import type { FolderLock } from '../runs/folder-lock';
import { readSealedJson, writeSealedJson } from '../runs/json-files';
import {
  anyObject,
  digest,
  fields,
  listOf,
  oneOf,
  positive,
  ruled,
  share,
  text,
  time,
  yesOrNo,
} from '../runs/json-rules';
import { backendNames, backendSchema, dataSchema, type RunFacts } from '../runs/run-schema';
import { planAblation, type AblationPlan } from './ablation-plan';
import { ablationRows, type AblationTraining } from './ablation-rows';
import { valuesByPath, variation } from './ablation-rules';
import { formerAblationSchema } from './former-ablations';

/** An ablation with the results so far. */
export interface Ablation extends AblationPlan {
  /** As ISO 8601. */
  startedAt: string;
  requestedBackend: BackendPreference;
  /** The modules that its kinds of block are from; undefined where all are of `@nin/blocks`. */
  use?: RunFacts['use'];
  /** One per data set, in the order of the trainings. */
  data: readonly DataDescription[];
  /** The backend it began on. */
  backend: BackendInfo;
  /** Those that have ended, in order. */
  trainings: readonly AblationTraining[];
}

const ablationSchema = fields({
  /** The layout of this file. */
  version: v.literal(3, ({ input }) => `must be 1, 2 or 3, got ${shown(input)}`),
  /** Whether all trainings have ended. */
  finished: yesOrNo,
  name: text,
  startedAt: time,
  requestedBackend: oneOf(backendNames),
  experiment: anyObject,
  /** The modules with kinds of block that it uses. */
  use: v.optional(rememberedModules),
  variations: listOf(variation),
  data: listOf(dataSchema),
  backend: backendSchema,
  trainings: listOf(fields({ point: valuesByPath, accuracy: share, trainingSeconds: positive })),
  /** Computed from the trainings. */
  rows: ruled<readonly object[]>('an array', Array.isArray),
  /** SHA-256 of the rest. */
  sha256: digest,
});

/** Returns the path of an ablation's results. */
export function ablationPath(folder: string): string {
  return join(folder, 'ablation.json');
}

/** Writes `ablation.json`: the base experiment, the variations, the trainings that have ended, and the table. */
export function writeAblationFile(folder: string, ablation: Ablation, lock: FolderLock): Promise<void> {
  const { name, startedAt, requestedBackend, experiment, use, variations, data, backend, trainings } =
    ablation;
  const whole = {
    version: 3,
    finished: trainings.length === ablation.planned.length,
    name,
    startedAt,
    requestedBackend,
    experiment,
    use,
    variations,
    data,
    backend,
    trainings,
    rows: ablationRows(ablation),
  };
  return writeSealedJson(ablationPath(folder), whole, lock);
}

/** The layout of today, and those before it. */
const anySchema = (path: string) =>
  v.lazy((value) =>
    [1, 2].includes((value as { version?: number } | null)?.version ?? 0)
      ? formerAblationSchema(path)
      : ablationSchema,
  );

/**
 * Reads `ablation.json`, and loads the modules with kinds of block that the ablation began with.
 *
 * @param modules with kinds of block, in place of those.
 * @throws UsageError naming the file, if it is not one of this command, was altered, holds trainings that are not its own, or
 *   names a module that cannot be loaded, or has changed.
 */
export async function readAblationFile(folder: string, modules?: readonly string[]): Promise<Ablation> {
  const path = ablationPath(folder);
  const read = await readSealedJson(path, anySchema(path));
  const { finished, name, startedAt, requestedBackend, use, variations, data, trainings } = read;
  const backend = read.backend as BackendInfo;
  const { kinds } = await useRemembered(path, await useKinds(modules), use);
  requireNetwork(`${path}: experiment.network`, (read.experiment as { network?: unknown }).network, kinds);
  const [problem] = checkExperiment(read.experiment, { kinds });
  if (problem) throw new UsageError(`${path}: experiment: ${problem.message}`);
  const experiment = parseExperiment(read.experiment, { kinds });
  const plan = planAblation(path, { name, experiment, kinds, variations });
  trainings.forEach((training, i) => {
    const values = plan.planned.at(i)?.values;
    if (isDeepStrictEqual(values, training.point)) return;
    throw new UsageError(
      `${path}: trainings.${i}.point must be ${values ? shown(values) : 'absent'}, as its variations say, got ${shown(training.point)}`,
    );
  });
  if (finished !== (trainings.length === plan.planned.length)) {
    throw new UsageError(
      `${path}: finished must say whether all ${plan.planned.length} trainings have ended, got ${finished} with ${trainings.length}`,
    );
  }
  return { ...plan, startedAt, requestedBackend, use, data, backend, trainings };
}
