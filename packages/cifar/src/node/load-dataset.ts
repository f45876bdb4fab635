import { join } from 'node:path';
import { requireOneOf, shown } from '@nin/checks';
import { makeFolder } from '@nin/durable-files';
import type { CifarSplits } from '../assembly';
import { CifarIntegrityError, CifarUnavailableError } from '../cifar-errors';
import type { Dataset } from '../dataset';
import { minimumRate } from '../minimum-rate';
import { throttleProgress, type OnProgress } from '../progress';
import { resolveCacheDirectory } from './cache-directory';
import { asCacheError } from './cache-failure';
import { withCacheLock } from './cache-lock';
import { fillCache, type Patience } from './fill-cache';
import { defaultTimeouts } from './http-client';
import type { LoadOptions } from './load-options';
import { CacheMissError, readCache } from './read-cache';
import { readDirectory } from './read-directory';
import type { Source } from './source';

/** Timeouts and retries. Only tests change them. */
export interface Settings extends Patience {
  lockStaleMs: number;
}

const defaultSettings: Settings = {
  timeouts: defaultTimeouts,
  retryDelaysMs: [500, 1000, 2000, 4000],
  rate: minimumRate,
  lockStaleMs: 10_000,
};

/** Loads a data set from a folder, or from the cache, which is filled from the first source that works. */
export async function loadDataset(
  where: string,
  dataset: Dataset,
  sources: readonly Source[],
  options: LoadOptions & { source?: string | undefined },
  settings: Settings = defaultSettings,
): Promise<CifarSplits> {
  const { source = 'auto', directory, verify = true, cacheDirectory, onProgress, signal } = options;
  requireOneOf(`${where}: source`, source, ['auto', 'cache', ...sources.map(({ id }) => id)]);
  if (directory !== undefined && source !== 'auto') {
    throw new TypeError(`${where}: source must be left out when directory is given, got ${shown(source)}`);
  }
  const report = throttleProgress(onProgress);
  try {
    if (directory !== undefined) return await readDirectory(directory, dataset, { verify, report, signal });
    const root = resolveCacheDirectory(cacheDirectory);
    const wanted = source === 'auto' ? sources : sources.filter(({ id }) => id === source);
    return await loadCached(dataset, wanted, root, report, signal, settings);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

async function loadCached(
  dataset: Dataset,
  sources: readonly Source[],
  root: string,
  report: OnProgress,
  signal: AbortSignal | undefined,
  settings: Settings,
): Promise<CifarSplits> {
  const folder = join(root, dataset.folder);
  const notice = (message: string): void =>
    report({ phase: 'notice', source: 'the cache', loaded: 0, total: 0, message });
  const readOrExplain = async (): Promise<CifarSplits | CacheMissError | CifarIntegrityError> => {
    try {
      return await readCache(folder, dataset, report, signal);
    } catch (error) {
      if (error instanceof CacheMissError || error instanceof CifarIntegrityError) return error;
      throw asCacheError(error, root) ?? error;
    }
  };

  const first = await readOrExplain();
  if (!(first instanceof Error)) return first;
  if (sources.length === 0) {
    if (first instanceof CifarIntegrityError) throw first;
    throw new CifarUnavailableError(`the cache does not have ${dataset.title}: ${first.message}`, [first]);
  }
  if (first instanceof CifarIntegrityError) notice(`${first.message}; downloading it again`);

  const { lockStaleMs: staleMs, ...patience } = settings;
  const onWait = (): void => notice(`waiting for another process that is downloading ${dataset.title}`);
  try {
    await makeFolder(root);
    return await withCacheLock(
      join(root, `${dataset.folder}.lock`),
      { staleMs, onWait, signal },
      async (held) => {
        const again = await readOrExplain();
        if (!(again instanceof Error)) return again;
        await fillCache(dataset, sources, { ...patience, root, cacheProblem: again, report, signal: held });
        return readCache(folder, dataset, report, signal);
      },
    );
  } catch (error) {
    throw asCacheError(error, root) ?? error;
  }
}
