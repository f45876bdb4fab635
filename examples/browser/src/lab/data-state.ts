import type { CifarProgress } from '@nin/cifar/browser';
import type { Experiment } from '@nin/recipes';
import { computed, signal } from '@preact/signals';
import { proxy } from 'comlink';
import { dataNameOf } from '../settings/page-choices';
import { experiment } from '../settings/settings-state';
import type { DataRequest, DataSummary } from '../worker/lab-api';
import { lab, whileAlive, workerGeneration } from './worker-link';

/** The data of the worker. */
type DataState =
  | { phase: 'none' }
  | { phase: 'loading'; name: DataRequest['name']; progress: CifarProgress | undefined }
  | { phase: 'ready'; summary: DataSummary; key: string; generation: number }
  | { phase: 'failed'; name: DataRequest['name']; message: string };

export const dataState = signal<DataState>({ phase: 'none' });

/** The data of the worker; undefined after a restart of the worker. */
export const loadedData = computed(() => {
  const state = dataState.value;
  if (state.phase !== 'ready') return undefined;
  return state.generation === workerGeneration.value ? state.summary : undefined;
});

/** The part of an experiment that decides which data are loaded. */
type DataChoice = Pick<Experiment, 'data' | 'seed'>;

/** Whether the worker holds the data that an experiment names. */
export function holdsData(of: DataChoice): boolean {
  return dataState.value.phase === 'ready' && dataState.value.key === keyOf(of);
}

/**
 * Loads the data that an experiment names, from dropped files if there are any. Data that are there already stay.
 *
 * @throws Error with what can be shown, if they cannot be loaded; the state holds it too.
 */
export async function loadData({
  files,
  of = experiment.value,
}: {
  files?: readonly File[];
  of?: DataChoice;
} = {}): Promise<DataSummary> {
  const { seed } = of;
  const { source, limitTrain, limitTest } = of.data;
  const name = dataNameOf(of);
  if (!name) throw new Error(`the page has no data of the name ${source}`);
  const api = lab();
  const key = keyOf(of);
  const generation = workerGeneration.value;
  const state = dataState.value;
  if (state.phase === 'ready' && state.key === key && !files) return state.summary;
  dataState.value = { phase: 'loading', name, progress: undefined };
  const onProgress = proxy((progress: CifarProgress) => {
    if (dataState.value.phase === 'loading') dataState.value = { phase: 'loading', name, progress };
  });
  try {
    const request = { name, files, limitTrain, limitTest, seed };
    const summary = await whileAlive(api.loadData(request, onProgress));
    dataState.value = { phase: 'ready', summary, key, generation };
    return summary;
  } catch (error) {
    const { name: kind, message } = error as Error;
    // Loading that was given up need not report its failure.
    dataState.value = kind === 'AbortError' ? { phase: 'none' } : { phase: 'failed', name, message };
    throw error;
  }
}

/** Gives up loading. */
export function cancelLoading(): void {
  void lab().cancelLoading();
}

/** Distinguishes data sets. A restarted worker has none of them. */
function keyOf({ data: { source, limitTrain, limitTest }, seed }: DataChoice): string {
  const generation = workerGeneration.value;
  return JSON.stringify([generation, source, limitTrain, limitTest, source === 'synthetic' && seed]);
}
