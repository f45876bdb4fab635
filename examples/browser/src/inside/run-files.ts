import { loadData } from '../lab/data-state';
import { lab, whileAlive } from '../lab/worker-link';
import { keptRun } from '../runs/kept-run';
import { openedModel, openModel } from './open-model';
import type { TestedRun } from './inside-state';

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
  await loadData({ of: run.settings });
  const { id, settings, backend, history, steps, results } = run;
  return whileAlive(lab().report(id, { settings, backend, history, steps, results }));
}
