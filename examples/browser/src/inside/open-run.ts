import { signal } from '@preact/signals';
import { loadData } from '../lab/data-state';
import { lab, startBackend, whileAlive } from '../lab/worker-link';
import type { RunRecord } from '../runs/run-record';
import type { KeptRun } from '../worker/lab-api';
import type { TestedRun } from './inside-state';

/** Whether the model of a run is the one that the worker looks into. */
type OpenedModel =
  | { phase: 'none' }
  | { phase: 'opening'; id: string }
  | { phase: 'ready'; id: string }
  | { phase: 'failed'; id: string; failure: { name: string; message: string } };

export const openedModel = signal<OpenedModel>({ phase: 'none' });

/** The worker holds one model, so openings follow one another. */
let opening: Promise<void> = Promise.resolve();

/** Opens a run's model in the worker, on the backend it was trained with; the signal holds its progress. */
export function openModel(run: RunRecord): Promise<void> {
  const state = openedModel.value;
  if (state.phase === 'opening' && state.id === run.id) return opening;
  openedModel.value = { phase: 'opening', id: run.id };
  opening = opening.then(() => openNow(run));
  return opening;
}

async function openNow(run: RunRecord): Promise<void> {
  const { id, preference } = run;
  // Another run may have been chosen while an earlier one was being opened.
  const wanted = () => openedModel.value.phase === 'opening' && openedModel.value.id === id;
  if (!wanted()) return;
  try {
    await startBackend(preference);
    const open = await whileAlive(lab().openedRun());
    if (open !== id) await whileAlive(lab().openRun(keptRun(run)));
    if (wanted()) openedModel.value = { phase: 'ready', id };
  } catch (error) {
    const { name, message } = error as Error;
    if (wanted()) openedModel.value = { phase: 'failed', id, failure: { name, message } };
  }
}

/** The model of a run: the standard files of tfjs in one archive. */
export async function modelArchive(run: TestedRun): Promise<Uint8Array<ArrayBuffer>> {
  const [files, { zipSync }] = await Promise.all([
    whileAlive(lab().modelFiles(keptRun(run))),
    import('fflate'),
  ]);
  // Weights are as good as random numbers: compressing them takes long and gains nothing.
  return zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])), { level: 0 });
}

/**
 * The report of a run as a page. It shows test images, so the data and the model are made ready first.
 *
 * @throws Error if the model cannot be opened or the data cannot be loaded.
 */
export async function reportOf(run: TestedRun): Promise<string> {
  await openModel(run);
  const opened = openedModel.value;
  if (opened.phase === 'failed')
    throw Object.assign(new Error(opened.failure.message), { name: opened.failure.name });
  await loadData({ of: run.experiment });
  const { id, base: name, experiment, backend, history, steps, results } = run;
  return whileAlive(lab().report(id, { name, experiment, backend, history, steps, results }));
}

/** What the worker needs to know of a run to open its model. */
function keptRun({ id, experiment, identity, results }: RunRecord): KeptRun {
  return { id, experiment, identity, testedSteps: results?.totalSteps };
}
