import type { CifarProgress } from '@nin/cifar/browser';
import { signal } from '@preact/signals';
import { proxy } from 'comlink';
import { settings } from '../settings/settings-state';
import type { DataRequest, DataSummary } from '../worker/lab-api';
import { lab, whileAlive, workerGeneration } from './worker-link';

/** The data of the worker. */
export type DataState =
  | { phase: 'none' }
  | { phase: 'loading'; name: DataRequest['name']; progress: CifarProgress | undefined }
  | { phase: 'ready'; summary: DataSummary; key: string }
  | { phase: 'failed'; name: DataRequest['name']; message: string };

export const dataState = signal<DataState>({ phase: 'none' });

/**
 * Loads the data that the settings name, from dropped files if there are any. Data that are there already stay.
 *
 * @throws Error with what can be shown, if they cannot be loaded; the state tells it too.
 */
export async function loadData({
  files,
  of = settings.value,
}: {
  files?: readonly File[];
  of?: { data: DataRequest['name']; limitTrain?: number; limitTest?: number; seed: number };
} = {}): Promise<DataSummary> {
  const { data: name, limitTrain, limitTest, seed } = of;
  const api = lab();
  const key = JSON.stringify([
    workerGeneration.value,
    name,
    limitTrain,
    limitTest,
    name === 'synthetic' && seed,
  ]);
  const state = dataState.value;
  if (state.phase === 'ready' && state.key === key && !files) return state.summary;
  dataState.value = { phase: 'loading', name, progress: undefined };
  const onProgress = proxy((progress: CifarProgress) => {
    if (dataState.value.phase === 'loading') dataState.value = { phase: 'loading', name, progress };
  });
  try {
    const request = { name, files, limitTrain, limitTest, seed };
    const summary = await whileAlive(api.loadData(request, onProgress));
    dataState.value = { phase: 'ready', summary, key };
    return summary;
  } catch (error) {
    dataState.value = { phase: 'failed', name, message: (error as Error).message };
    throw error;
  }
}

/** Gives up loading. */
export function cancelLoading(): void {
  void lab().cancelLoading();
}
