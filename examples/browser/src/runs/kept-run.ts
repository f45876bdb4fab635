import type { KeptRun } from '../worker/lab-api';
import type { RunRecord } from './run-record';

/** What the worker needs to know of a run to open its model. */
export function keptRun({ id, settings, results }: RunRecord): KeptRun {
  return { id, settings, testedSteps: results?.totalSteps };
}
