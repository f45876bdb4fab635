import { signal } from '@preact/signals';
import { dataState, loadData } from '../lab/data-state';
import { lab, whileAlive } from '../lab/worker-link';
import type { LabSettings } from '../settings/lab-settings';

/** The true class of each test image, of the data under a key. */
export const testLabels = signal<{ key: string; labels: Uint8Array } | undefined>(undefined);

/** The labels of the data that are loaded now; undefined until they have been asked for. */
export function labelsNow(): Uint8Array | undefined {
  const state = dataState.value;
  return state.phase === 'ready' && testLabels.value?.key === state.key ? testLabels.value.labels : undefined;
}

/** Asks the worker for the labels of the data it holds. */
export async function askForLabels(): Promise<void> {
  const state = dataState.value;
  if (state.phase !== 'ready' || labelsNow()) return;
  const labels = await whileAlive(lab().testLabels());
  testLabels.value = { key: state.key, labels };
}

/** Loads the data of a run; what goes wrong is told by the state of the data. */
export async function loadDataOf(settings: LabSettings): Promise<void> {
  await loadData({ of: settings }).catch(() => undefined);
}
