import { join } from 'node:path';
import type { BackendInfo } from '@nin/backends';
import { shown } from '@nin/checks';
import * as v from 'valibot';
import { UsageError } from '../failure';
import { upperEnds } from '../options/upper-ends';
import { backendSchema, dataSchema, settingsSchema } from '../runs/config-schema';
import type { FolderLock } from '../runs/folder-lock';
import {
  digest,
  fields,
  integerFrom,
  integerUpTo,
  listOf,
  numberThat,
  ruled,
  time,
  yesOrNo,
} from '../runs/json-rules';
import type { DataDescription } from '../runs/run-config';
import { readSealedJson, writeSealedJson } from '../runs/sealed-json';
import { plannedTrainings, type AblationPlan } from './ablation-plan';
import { ablationRows } from './ablation-rows';

const training = fields({
  mlpLayers: integerUpTo(upperEnds.mlpLayers),
  seed: integerFrom(0),
  accuracy: numberThat('a number from 0 to 1', (value) => value >= 0 && value <= 1),
  imagesPerSecond: numberThat('a positive number', (value) => value > 0),
});

/** What `ablation.json` must be. */
const ablationSchema = fields({
  /** The layout of this file. */
  version: v.literal(1, ({ input }) => `must be 1, this command's, got ${shown(input)}`),
  /** Whether all trainings are in it. */
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
  /** Those that have ended, in order. */
  trainings: listOf(training),
  /** What follows from the trainings. */
  rows: ruled<readonly object[]>('an array', Array.isArray),
  /** SHA-256 of the rest. */
  sha256: digest,
});

/** A training that has ended. */
export type AblationTraining = v.InferOutput<typeof training>;

/** An ablation as far as it has come. */
export interface Ablation extends AblationPlan {
  /** As ISO 8601. */
  startedAt: string;
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
  const { startedAt, settings, mlpLayers, seeds, data, backend, trainings } = ablation;
  const finished = trainings.length === plannedTrainings(ablation).length;
  const rows = ablationRows(ablation);
  const whole = {
    version: 1,
    finished,
    startedAt,
    settings,
    mlpLayers,
    seeds,
    data,
    backend,
    trainings,
    rows,
  };
  return writeSealedJson(ablationPath(folder), whole, lock);
}

/**
 * Reads `ablation.json`.
 *
 * @throws UsageError naming the file, if it is not one of this command, was altered, or holds trainings that are not its own.
 */
export async function readAblationFile(folder: string): Promise<Ablation> {
  const path = ablationPath(folder);
  const read = await readSealedJson(path, ablationSchema);
  const { finished, startedAt, settings, mlpLayers: counts, seeds, data, trainings } = read;
  const backend = read.backend as BackendInfo;
  const ablation = { startedAt, settings, mlpLayers: counts, seeds, data, backend, trainings };
  const planned = plannedTrainings(ablation);
  trainings.forEach(({ mlpLayers, seed }, i) => {
    if (planned[i]?.mlpLayers === mlpLayers && planned[i].seed === seed) return;
    throw new UsageError(
      `${path}: trainings.${i} must be ${planned[i] ? shown(planned[i]) : 'absent'}, as its options say, got ${shown({ mlpLayers, seed })}`,
    );
  });
  if (finished !== (trainings.length === planned.length)) {
    throw new UsageError(
      `${path}: finished must say whether all ${planned.length} trainings are there, got ${finished} with ${trainings.length}`,
    );
  }
  return ablation;
}
