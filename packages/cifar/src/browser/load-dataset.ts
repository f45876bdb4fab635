import { requireBoolean, requireOptions, type OptionNames } from '@nin/checks';
import { startAssembly, type CifarSplits } from '../assembly';
import { CifarUnavailableError } from '../cifar-errors';
import type { Dataset } from '../dataset';
import { requireLoadingOptions } from '../loading-options';
import { minimumRate, type MinimumRate } from '../minimum-rate';
import { throttleProgress, type OnProgress } from '../progress';
import { FetchError } from './fetch-stream';
import { openFileStore, type FileStore } from './file-store';
import { addKeptFiles, addSourceFiles, type Loading } from './loading';
import { requireSource, type BrowserSource } from './source-files';

/** Options of the loaders for the browser. */
export interface LoadOptions {
  /**
   * Source of the files that the browser has not kept: the URL of the official `.tar.gz` archive; a URL ending in `/`, of a
   * folder with the official binary files; the archive as a File or Blob; or the binary files as a list of Files, as from a file input.
   */
  source?: BrowserSource | undefined;
  /** Whether to keep the files in the browser (Cache storage, 185 MB) and to use files kept earlier. Default true. */
  cache?: boolean | undefined;
  /** Callback for progress, such as a progress bar. */
  onProgress?: OnProgress | undefined;
  /** Aborts loading; the promise rejects with its reason. Complete files stay in the browser. */
  signal?: AbortSignal | undefined;
}

const optionNames: OptionNames<LoadOptions> = { source: true, cache: true, onProgress: true, signal: true };

/** Timeouts and retries, in milliseconds. Only tests change them. */
export interface Settings {
  stallMs: number;
  rate: MinimumRate;
  retryDelaysMs: readonly number[];
}

const defaultSettings: Settings = { stallMs: 30_000, rate: minimumRate, retryDelaysMs: [500, 1000, 2000] };

/** Loads a data set from the files the browser has kept, and the others from `source`. */
export async function loadDataset(
  where: string,
  dataset: Dataset,
  options: LoadOptions,
  { stallMs, rate, retryDelaysMs }: Settings = defaultSettings,
): Promise<CifarSplits> {
  requireOptions(`${where}: options`, options, optionNames);
  const { source, cache = true, onProgress, signal } = options;
  requireSource(where, source);
  requireBoolean(`${where}: cache`, cache);
  requireLoadingOptions(where, { onProgress, signal });
  const report = throttleProgress(onProgress);
  const notice = (message: string): void =>
    report({ phase: 'notice', source: 'the browser', loaded: 0, total: 0, message });
  try {
    signal?.throwIfAborted();
    const store = cache ? await openStore(dataset, notice) : undefined;
    const assembly = startAssembly(dataset);
    const missing = new Set(dataset.files);
    const loading: Loading = {
      where,
      dataset,
      assembly,
      missing,
      store,
      stallMs,
      rate,
      report,
      notice,
      signal,
    };
    await addKeptFiles(loading);
    for (let attempt = 0; missing.size > 0; attempt++) {
      try {
        await addSourceFiles(source, loading);
      } catch (error) {
        if (!(error instanceof FetchError)) throw error;
        const wait = retryDelaysMs[attempt];
        if (!error.temporary || wait === undefined) {
          throw new CifarUnavailableError(`${dataset.title} cannot be fetched: ${error.message}`, [error]);
        }
        notice(`${error.message}; retrying in ${wait / 1000} s`);
        await delay(wait, signal);
      }
    }
    return assembly.splits;
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

async function openStore(
  dataset: Dataset,
  notice: (message: string) => void,
): Promise<FileStore | undefined> {
  try {
    const store = await openFileStore(dataset.folder);
    if (!store) notice('this page has no storage (it is not served over https); nothing is kept');
    return store;
  } catch (error) {
    notice(`the browser's storage cannot be used; nothing is kept: ${(error as Error).message}`);
    return undefined;
  }
}

/** Waits, or rejects with the signal's reason as soon as it aborts. */
function delay(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
