import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { BackendInfo } from '@nin/backends';
import { shown } from '@nin/checks';
import * as v from 'valibot';
import { UsageError } from '../failure';
import { requireNetwork } from '../kinds/network-file';
import { useRemembered } from '../kinds/remembered-modules';
import { useKinds } from '../kinds/used-kinds';
import type { FolderLock } from '../runs/folder-lock';
import type { DataDescription, RunConfig } from '../runs/run-config';
import { readSealedJson, writeSealedJson } from '../runs/sealed-json';
import { plannedTrainings, type AblationPlan } from './ablation-plan';
import { ablationRows } from './ablation-rows';
import { ablationSchema, type AblationTraining } from './ablation-schema';
import { firstAblationSchema } from './first-ablation-schema';
import { requireGrid } from './require-grid';

/** An ablation as far as it has come. */
export interface Ablation extends AblationPlan {
  /** As ISO 8601. */
  startedAt: string;
  /** The modules that its kinds of block are from; undefined where all are of `@nin/blocks`. */
  use?: RunConfig['use'];
  data: DataDescription;
  /** What it began on. */
  backend: BackendInfo;
  /** In order. */
  trainings: readonly AblationTraining[];
}

/** Where an ablation keeps what its trainings gave. */
export function ablationPath(folder: string): string {
  return join(folder, 'ablation.json');
}

/** Writes `ablation.json`: the options, the trainings that have ended, and what follows from them. */
export function writeAblationFile(folder: string, ablation: Ablation, lock: FolderLock): Promise<void> {
  const { startedAt, settings, use, variations, seeds, data, backend, trainings } = ablation;
  const finished = trainings.length === plannedTrainings(ablation).length;
  const rows = ablationRows(ablation);
  const whole = {
    version: 2,
    finished,
    startedAt,
    settings,
    use,
    variations,
    seeds,
    data,
    backend,
    trainings,
    rows,
  };
  return writeSealedJson(ablationPath(folder), whole, lock);
}

/** The layout of today and the first one. */
const anySchema = v.lazy((value) =>
  (value as { version?: unknown } | null)?.version === 1 ? firstAblationSchema : ablationSchema,
);

/**
 * Reads `ablation.json`, and loads the modules with kinds of block that the ablation began with.
 *
 * @param modules with kinds of block, in place of those.
 * @throws UsageError naming the file, if it is not one of this command, was altered, holds trainings that are not its own, or
 *   names a module that cannot be loaded, or is not what it was.
 */
export async function readAblationFile(folder: string, modules?: readonly string[]): Promise<Ablation> {
  const path = ablationPath(folder);
  const read = await readSealedJson(path, anySchema);
  const { finished, startedAt, settings, use, variations, seeds, data, trainings } = read;
  const backend = read.backend as BackendInfo;
  const { kinds } = await useRemembered(path, await useKinds(modules), use);
  if (typeof settings.spec === 'object') requireNetwork(`${path}: settings.spec`, settings.spec, kinds);
  const ablation = { startedAt, settings, kinds, use, variations, seeds, data, backend, trainings };
  requireGrid(path, ablation);
  const planned = plannedTrainings(ablation);
  trainings.forEach(({ point, seed }, i) => {
    if (isDeepStrictEqual(planned[i], { point, seed })) return;
    throw new UsageError(
      `${path}: trainings.${i} must be ${planned[i] ? shown(planned[i]) : 'absent'}, as its options say, got ${shown({ point, seed })}`,
    );
  });
  if (finished !== (trainings.length === planned.length)) {
    throw new UsageError(
      `${path}: finished must say whether all ${planned.length} trainings are there, got ${finished} with ${trainings.length}`,
    );
  }
  return ablation;
}
