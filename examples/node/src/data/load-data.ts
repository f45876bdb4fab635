import { existsSync } from 'node:fs';
import { synthetic, take } from '@nin/cifar';
import { loadCifar10, loadCifar100, type LoadCifar10Options } from '@nin/cifar/node';
import type { Data } from '@nin/recipes';
import { loadingProgress } from '../terminal/progress-bars';
import { UsageError } from '../failure';

/** Options of {@link loadData}. */
export interface LoadDataOptions {
  /** Use only the first `limitTrain` training images. */
  limitTrain?: number;
  /** Use only the first `limitTest` test images. */
  limitTest?: number;
  /** Decides the synthetic images. */
  seed?: number;
  signal?: AbortSignal;
}

/** Numbers of synthetic images at most: to draw as many as CIFAR-10 has would take longer than to train on them. */
const syntheticCounts = { train: 10_000, test: 2_000 };

/** Loads `cifar10`, `cifar100`, `synthetic`, or the official binary files in a folder, with a progress bar. */
export async function loadData(
  name: string,
  { limitTrain, limitTest, seed = 0, signal }: LoadDataOptions = {},
): Promise<Data> {
  if (name === 'synthetic') return drawData(seed, limitTrain, limitTest);
  const { train, test, ...rest } = await loadWhole(name, signal);
  return {
    ...rest,
    train: limitTrain === undefined ? train : take(train, limitTrain),
    test: limitTest === undefined ? test : take(test, limitTest),
  };
}

/** Draws only the images that are used: the first ones do not depend on their number. */
function drawData(seed: number, limitTrain = Infinity, limitTest = Infinity): Data {
  const { train, test } = syntheticCounts;
  return {
    train: synthetic({ count: Math.min(limitTrain, train), seed }),
    test: synthetic({ count: Math.min(limitTest, test), seed: seed + 1 }),
    title: 'synthetic images',
    synthetic: true,
  };
}

async function loadWhole(name: string, signal: AbortSignal | undefined): Promise<Data> {
  const progress = loadingProgress();
  const options = { onProgress: progress.report, signal };
  try {
    if (name === 'cifar10') return { ...(await loadCifar10(options)), title: 'CIFAR-10', synthetic: false };
    if (name === 'cifar100')
      return { ...(await loadCifar100(options)), title: 'CIFAR-100', synthetic: false };
    return await loadFolder(name, options);
  } finally {
    progress.stop();
  }
}

/** Loads CIFAR-10's files or CIFAR-100's, whichever the folder has. */
async function loadFolder(
  directory: string,
  options: Pick<LoadCifar10Options, 'onProgress' | 'signal'>,
): Promise<Data> {
  if (!existsSync(directory)) {
    throw new UsageError(
      `data.source must be cifar10, cifar100, synthetic or a folder with CIFAR's binary files, got ${directory}, which does not exist`,
    );
  }
  const hundred = ['', 'cifar-100-binary'].some((folder) => existsSync(`${directory}/${folder}/train.bin`));
  const load = hundred ? loadCifar100 : loadCifar10;
  return {
    ...(await load({ ...options, directory })),
    title: hundred ? 'CIFAR-100' : 'CIFAR-10',
    synthetic: false,
  };
}
