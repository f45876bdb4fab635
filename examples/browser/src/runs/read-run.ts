import type { EpochReport, StepReport } from '@nin/trainer';
import { checkExperiment, specs } from '@nin/recipes';
import { migratedRecord } from '../settings/first-settings';
import { isPreference } from '../settings/page-choices';
import type { TestSummary } from '../worker/lab-api';
import type { RunRecord } from './run-record';

/** The fields that an object may have, each with the check of its value. */
type Fields<Read> = { [Key in keyof Read]-?: (value: unknown) => boolean };

const isText = (value: unknown) => typeof value === 'string';
const isTruth = (value: unknown) => typeof value === 'boolean';
const isNumber = (value: unknown) => Number.isFinite(value);
const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;
const isShare = (value: unknown) => isNumber(value) && Number(value) >= 0 && Number(value) <= 1;
const isTexts = (value: unknown) => Array.isArray(value) && value.every(isText);
const isMoment = (value: unknown) => isText(value) && !Number.isNaN(Date.parse(String(value)));
const isRate = (value: unknown) => value === undefined || isNumber(value);
/** A loss on test images may be NaN: it is measured, and ends nothing. */
const isMeasured = (value: unknown) => value === undefined || typeof value === 'number';

const stepFields = {
  images: isCount,
  loss: isNumber,
  accuracy: isShare,
  seconds: isNumber,
  imagesPerSecond: isNumber,
  millisecondsPerStep: isNumber,
  learningRate: isRate,
  epoch: isCount,
  epochs: isCount,
  step: isCount,
  steps: (value: unknown) => value === undefined || isCount(value),
} satisfies Fields<StepReport>;

const epochFields = {
  images: isCount,
  loss: isNumber,
  accuracy: isShare,
  seconds: isNumber,
  trainingSeconds: isNumber,
  imagesPerSecond: isNumber,
  millisecondsPerStep: isNumber,
  learningRate: isRate,
  epoch: isCount,
  epochs: isCount,
  steps: isCount,
  totalSteps: isCount,
  validationLoss: isMeasured,
  validationAccuracy: isMeasured,
  best: isTruth,
} satisfies Fields<EpochReport>;

const dataFields = {
  title: isText,
  synthetic: isTruth,
  train: isCount,
  test: isCount,
  classNames: isTexts,
} satisfies Fields<RunRecord['data']>;

/**
 * Reads a run as the browser has kept it. A run that was kept before there were experiments gets the experiment of its settings.
 *
 * @returns undefined if it is damaged, or of a version of the lab that kept runs in another form: figures that are wrong, or
 * that the page cannot draw, are worse than none.
 */
export function readRun(id: unknown, found: unknown): RunRecord | undefined {
  const run = withExperiment(found);
  const isWhole =
    isObject(run) &&
    isText(id) &&
    run.id === id &&
    isMoment(run.startedAt) &&
    checkExperiment(run.experiment).length === 0 &&
    Object.hasOwn(specs, String(run.base)) &&
    isPreference(run.preference) &&
    (run.identity === undefined || isObject(run.identity)) &&
    isObject(run.backend) &&
    isText(run.backend.name) &&
    has(dataFields, run.data) &&
    ['running', 'stopped', 'finished'].includes(run.state as string) &&
    Array.isArray(run.history) &&
    run.history.every(
      (report: EpochReport, place) => has(epochFields, report) && report.epoch === place + 1,
    ) &&
    Array.isArray(run.steps) &&
    run.steps.every((report) => has(stepFields, report)) &&
    (run.results === undefined || areResults(run.results, (run.data as RunRecord['data']).test));
  return isWhole ? (run as unknown as RunRecord) : undefined;
}

/** A run with the experiment of the settings that it was kept with before there were experiments. */
function withExperiment(found: unknown): unknown {
  if (!isObject(found) || !('settings' in found)) return found;
  const { settings, ...run } = found;
  try {
    return { ...run, ...migratedRecord(settings) };
  } catch {
    return undefined;
  }
}

/** Whether results are of `test` test images, and agree with each other. */
function areResults(results: unknown, test: number): boolean {
  if (!isObject(results)) return false;
  const { accuracy, classNames, counts, predictions, totalSteps } = results as unknown as TestSummary;
  if (!(isTexts(classNames) && counts instanceof Uint32Array && predictions instanceof Int32Array)) {
    return false;
  }
  const classes = classNames.length;
  if (predictions.length !== test || counts.length !== classes ** 2) return false;
  const predicted = new Uint32Array(classes);
  for (const label of predictions) {
    if (!(label >= 0 && label < classes)) return false;
    predicted[label]++;
  }
  const columns = new Uint32Array(classes);
  counts.forEach((count, cell) => (columns[cell % classes] += count));
  const right = counts.reduce((sum, count, cell) => sum + (cell % (classes + 1) === 0 ? count : 0), 0);
  return (
    columns.every((sum, label) => sum === predicted[label]) &&
    Math.abs(right / test - accuracy) < 1e-6 &&
    (totalSteps === undefined || isCount(totalSteps))
  );
}

function has<Read>(fields: Fields<Read>, found: unknown): boolean {
  if (!isObject(found)) return false;
  return Object.entries<(value: unknown) => boolean>(fields).every(([name, accepts]) => accepts(found[name]));
}

function isObject(found: unknown): found is Record<string, unknown> {
  return typeof found === 'object' && found !== null;
}
