import { computed, signal } from '@preact/signals';
import type { RunRecord } from '../runs/run-record';
import { runs } from '../runs/runs-state';

/** The runs that are compared, by their ids. */
export const chosenPair = signal<{ a?: string; b?: string }>({});

/** Runs with something to compare: those that have come to the end of an epoch. */
export const comparableRuns = computed(() => runs.value.filter(({ history }) => history.length > 0));

/** The two runs that are compared: the chosen ones, else the two newest, the older first. */
export const pair = computed<{ a: RunRecord; b: RunRecord } | undefined>(() => {
  // Unless a person chooses otherwise, runs that have been tested.
  const all = comparableRuns.value.toSorted((a, b) => Number(!a.results) - Number(!b.results));
  if (all.length < 2) return undefined;
  const find = (id: string | undefined) => all.find((run) => run.id === id);
  const b = find(chosenPair.value.b) ?? all.find(({ id }) => id !== chosenPair.value.a) ?? all[0];
  const a = find(chosenPair.value.a) ?? all.find(({ id }) => id !== b.id) ?? all[1];
  return { a, b };
});
