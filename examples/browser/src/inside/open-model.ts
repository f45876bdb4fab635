import { signal } from '@preact/signals';
import { startBackend } from '../lab/backend-state';
import { lab, whileAlive } from '../lab/worker-link';
import { keptRun } from '../runs/kept-run';
import type { RunRecord } from '../runs/run-record';

/** Whether the model of a run is the one that the worker looks into. */
export type OpenedModel =
  | { phase: 'none' }
  | { phase: 'opening'; id: string }
  | { phase: 'ready'; id: string }
  | { phase: 'failed'; id: string; failure: { name: string; message: string } };

export const openedModel = signal<OpenedModel>({ phase: 'none' });

/** The worker holds one model, so openings follow one another. */
let opening: Promise<void> = Promise.resolve();

/** Opens a run's model in the worker, on the backend it was trained with; the signal tells how it goes. */
export function openModel(run: RunRecord): Promise<void> {
  const state = openedModel.value;
  if (state.phase === 'opening' && state.id === run.id) return opening;
  openedModel.value = { phase: 'opening', id: run.id };
  opening = opening.then(() => openNow(run));
  return opening;
}

async function openNow(run: RunRecord): Promise<void> {
  const { id, settings } = run;
  // Another run may have been chosen while an earlier one was being opened.
  const wanted = () => openedModel.value.phase === 'opening' && openedModel.value.id === id;
  if (!wanted()) return;
  try {
    await startBackend(settings.backend);
    const open = await whileAlive(lab().openedRun());
    if (open !== id) await whileAlive(lab().openRun(keptRun(run)));
    if (wanted()) openedModel.value = { phase: 'ready', id };
  } catch (error) {
    const { name, message } = error as Error;
    if (wanted()) openedModel.value = { phase: 'failed', id, failure: { name, message } };
  }
}
