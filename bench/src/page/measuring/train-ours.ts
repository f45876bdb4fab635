import { openSession, type Data } from '@nin/recipes';
import { networks } from '../../plan/networks';
import type { TrainingJob } from '../plan/page-job';
import { trainingSettings } from '../plan/training-settings';
import { reportSampler, type ReportSampler } from './sample-reports';

/** Trains as the lab does: shaders are compiled first, then come the epochs of its session, until there are samples enough. */
export async function trainOurs(
  { network, batchSize, pace }: Pick<TrainingJob, 'network' | 'batchSize' | 'pace'>,
  data: Pick<Data, 'train' | 'test'>,
): Promise<ReturnType<ReportSampler['taken']> & { compileMilliseconds: number }> {
  const of = { ...data, title: 'images of the benchmark', synthetic: true };
  const session = openSession(networks[network].spec, { ...trainingSettings, batchSize }, of);
  const opened = performance.now();
  await session.compile();
  const start = performance.now();
  const sampler = reportSampler(pace, start);
  const enough = new AbortController();
  try {
    const epochs = session.epochs({
      signal: enough.signal,
      onProgress(report) {
        if (sampler.add(report, performance.now())) enough.abort();
      },
    });
    while (!(await epochs.next()).done);
  } catch (error) {
    if (!enough.signal.aborted) throw error;
  } finally {
    session.dispose();
  }
  return { ...sampler.taken(), compileMilliseconds: start - opened };
}
