import { computed, signal } from '@preact/signals';
import type { RunRecord } from '../runs/run-record';
import { runs } from '../runs/runs-state';
import type { RgbPicture, TestSummary } from '../worker/lab-api';
import type { Cell } from './matrix';

/** A run that has been tested. */
export type TestedRun = RunRecord & { results: TestSummary };

/** The runs that can be looked into, the newest first. */
export const testedRuns = computed(() =>
  runs.value.filter((run): run is TestedRun => run.results !== undefined),
);

const chosenRunId = signal<string | undefined>(undefined);

/** The run that is looked into: the chosen one, else the newest. */
export const lookedAt = computed(
  () => testedRuns.value.find(({ id }) => id === chosenRunId.value) ?? testedRuns.value.at(0),
);

/** The cell of the confusion matrix whose images are shown. */
export const chosenCell = signal<Cell | undefined>(undefined);

/** The picture whose category maps are shown: a test image's number, or a person's own picture. */
export const chosenPicture = signal<number | RgbPicture | undefined>(undefined);

/** Looks into another run. */
export function lookAt(id: string): void {
  chosenRunId.value = id;
  chosenCell.value = undefined;
  chosenPicture.value = undefined;
}
