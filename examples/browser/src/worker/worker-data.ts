import { synthetic, take } from '@nin/cifar';
import {
  type BrowserSource,
  CifarFormatError,
  type CifarProgress,
  type CifarSplits,
  CifarUnavailableError,
  loadCifar10,
} from '@nin/cifar/browser';
import type { Data } from '@nin/recipes';
import type { DataRequest, DataSummary } from './lab-api';

/** The images of the worker. */
interface WorkerData {
  load: (request: DataRequest, onProgress: (progress: CifarProgress) => void) => Promise<DataSummary>;
  cancel: () => void;
  /**
   * What was loaded last.
   *
   * @throws Error if nothing was.
   */
  loaded: () => Data;
}

/** What {@link workerData} needs. */
export interface WorkerDataOptions {
  /** The page's folder, in which the host may serve `cifar-10-batches-bin/`. */
  page: URL;
  loadCifar?: typeof loadCifar10;
}

/** As many synthetic images as the nin command draws. */
const syntheticCounts = { train: 10_000, test: 2_000 };

/** Holds one data set at a time; a load that fails or is given up leaves it as it was. */
export function workerData({ page, loadCifar = loadCifar10 }: WorkerDataOptions): WorkerData {
  const served = new URL('cifar-10-batches-bin/', page);
  let data: Data | undefined;
  /** All of CIFAR-10, so that other limits need no reading. */
  let whole: CifarSplits | undefined;
  let loading: AbortController | undefined;

  async function wholeCifar(
    files: DataRequest['files'],
    onProgress: (progress: CifarProgress) => void,
  ): Promise<CifarSplits> {
    if (whole && !files) return whole;
    loading?.abort(canceled());
    const mine = new AbortController();
    loading = mine;
    try {
      const source = files ? sourceOf(files) : served;
      whole = await loadCifar({ source, onProgress, signal: mine.signal });
      return whole;
    } catch (error) {
      throw files ? error : withAdvice(error);
    } finally {
      if (loading === mine) loading = undefined;
    }
  }

  return {
    async load(request, onProgress) {
      const notices: string[] = [];
      const watch = (progress: CifarProgress) => {
        if (progress.phase === 'notice') notices.push(progress.message);
        onProgress(progress);
      };
      if (request.name === 'synthetic') {
        data = drawn(request);
        whole = undefined;
      } else {
        const { train, test } = await wholeCifar(request.files, watch);
        const { limitTrain = train.count, limitTest = test.count } = request;
        data = {
          train: take(train, limitTrain),
          test: take(test, limitTest),
          title: 'CIFAR-10',
          synthetic: false,
        };
      }
      return summaryOf(request, data, notices);
    },
    cancel: () => loading?.abort(canceled()),
    loaded() {
      if (!data) throw new Error('no images are loaded yet');
      return data;
    },
  };
}

function drawn({ limitTrain, limitTest, seed }: DataRequest): Data {
  const draw = (most: number, from: number, limit = most) =>
    take(synthetic({ count: Math.min(most, limit), seed: from }), limit);
  return {
    train: draw(syntheticCounts.train, seed, limitTrain),
    test: draw(syntheticCounts.test, seed + 1, limitTest),
    title: 'synthetic images',
    synthetic: true,
  };
}

/** One file that is not one of the binary files is an archive, whatever it is called. */
function sourceOf(files: readonly File[]): BrowserSource {
  const [first] = files;
  return files.length === 1 && !first.name.endsWith('.bin') ? first : files;
}

/** A host without the files answers with an error, or with another page in place of the files. */
function withAdvice(error: unknown): unknown {
  const missing = error instanceof CifarUnavailableError && /HTTP 4\d\d/.test(error.message);
  return missing || error instanceof CifarFormatError ? new DataNotServedError(error) : error;
}

function canceled(): DOMException {
  return new DOMException('loading was canceled', 'AbortError');
}

function summaryOf({ name }: DataRequest, data: Data, notices: readonly string[]): DataSummary {
  const { title, synthetic, train, test } = data;
  const { classNames } = train;
  return { name, title, synthetic, train: train.count, test: test.count, classNames, notices };
}

/** The host of the page serves no CIFAR-10. */
class DataNotServedError extends Error {
  override readonly name = 'DataNotServedError';

  constructor(cause: Error) {
    super(
      'this host serves no CIFAR-10: run `npx nin data` where `npm run lab` serves the page, drop the official archive ' +
        `here, or take the synthetic images (${cause.message})`,
      { cause },
    );
  }
}
