import { startAssembly, type CifarSplits } from '../assembly';
import { CifarUnavailableError } from '../cifar-errors';
import type { Dataset } from '../dataset';
import { throttleProgress, type OnProgress } from '../progress';
import { delay } from './delay';
import { FetchError } from './fetch-stream';
import { openFileStore, type FileStore } from './file-store';
import { addKeptFiles, addSourceFiles, type Loading } from './loading';
import type { BrowserSource } from './source-files';

/** Options of the browser's loaders. */
export interface LoadOptions {
  /**
   * Where to get what an earlier visit did not keep: the URL of the official `.tar.gz` archive; a URL that ends in `/`, of a
   * folder with the official binary files; the archive as a File or Blob; or the binary files as a list of Files.
   */
  source?: BrowserSource;
  /** Whether to keep the files in the browser (Cache storage, 185 MB) for the next visit, and to use those kept. Default true. */
  cache?: boolean;
  /** Told what happens, for a progress bar. */
  onProgress?: OnProgress;
  /** Stops loading; the promise rejects with its reason. Files that are complete stay in the browser. */
  signal?: AbortSignal;
}

/** How patient loading is, in milliseconds; only tests change it. */
export interface Settings {
  stallMs: number;
  retryDelaysMs: readonly number[];
}

const defaultSettings: Settings = { stallMs: 30_000, retryDelaysMs: [500, 1000, 2000] };

/** Loads a data set from what the browser keeps and, for the rest, from `source`. */
export async function loadDataset(
  dataset: Dataset,
  { source, cache = true, onProgress, signal }: LoadOptions,
  { stallMs, retryDelaysMs }: Settings = defaultSettings,
): Promise<CifarSplits> {
  const report = throttleProgress(onProgress);
  const notice = (message: string): void =>
    report({ phase: 'notice', source: 'the browser', loaded: 0, total: 0, message });
  try {
    signal?.throwIfAborted();
    const store = cache ? await openStore(dataset, notice) : undefined;
    const assembly = startAssembly(dataset);
    const missing = new Set(dataset.files);
    const loading: Loading = { dataset, assembly, missing, store, stallMs, report, notice, signal };
    await addKeptFiles(loading);
    for (let attempt = 0; missing.size > 0; attempt++) {
      try {
        await addSourceFiles(source, loading);
      } catch (error) {
        if (!(error instanceof FetchError)) throw error;
        const wait = retryDelaysMs[attempt];
        if (!error.passing || wait === undefined) {
          throw new CifarUnavailableError(`${dataset.title} cannot be fetched: ${error.message}`, [error]);
        }
        notice(`${error.message}; trying again in ${wait / 1000} s`);
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
