import { mkdtemp, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, syncFile, syncFolder } from '@nin/durable-files';
import { CifarUnavailableError } from '../cifar-errors';
import { fileBytes, wrongFileBytes } from '../assembly';
import type { Dataset } from '../dataset';
import type { MinimumRate } from '../minimum-rate';
import type { OnProgress } from '../progress';
import { asCacheError, cacheError } from './cache-failure';
import { partialPath } from './download-file';
import { describeError } from './describe-error';
import { createHttpClient, type Timeouts } from './http-client';
import { readNpmConfiguration } from './npm-configuration';
import { requireIntact } from './read-cache';
import { readExactly } from './read-exactly';
import type { Source } from './source';

/** Timeouts and retries of the network code. */
export interface Patience {
  timeouts: Timeouts;
  retryDelaysMs: readonly number[];
  rate: MinimumRate;
}

export interface FillOptions extends Patience {
  /** The cache directory, which exists. */
  root: string;
  /** Why the data cannot be read from the cache. */
  cacheProblem: Error;
  report: OnProgress;
  signal?: AbortSignal;
}

/**
 * Fills the cache with a data set from the first source that works. The caller has the lock.
 *
 * Files are written to a staging folder, verified, and then moved into place.
 *
 * @throws CifarUnavailableError if no source works.
 */
export async function fillCache(
  dataset: Dataset,
  sources: readonly Source[],
  options: FillOptions,
): Promise<void> {
  const { root, report, signal, timeouts, retryDelaysMs, rate, cacheProblem } = options;
  const stagingPrefix = `${dataset.folder}.staging-`;
  await removeLeftovers(root, stagingPrefix);
  const npm = await readNpmConfiguration();
  const http = await createHttpClient(npm.network, timeouts);
  const reasons: Error[] = [new Error(`the cache: ${describeError(cacheProblem)}`)];
  try {
    for (const source of sources) {
      const archive = join(root, source.archiveName);
      const staging = await mkdtemp(join(root, stagingPrefix));
      try {
        await requireSpace(root, source, archive);
        await source.prepare({ dataset, staging, archive, npm, http, report, signal, retryDelaysMs, rate });
        await install(dataset, staging, join(root, dataset.folder), source.title);
        await removeArchives(root, sources);
        return;
      } catch (error) {
        signal?.throwIfAborted();
        const failure = asCacheError(error, root);
        if (failure) throw failure;
        const reason = new Error(`${source.title}: ${describeError(error)}`, { cause: error });
        reasons.push(reason);
        report({ phase: 'notice', source: source.title, loaded: 0, total: 0, message: reason.message });
      } finally {
        await rm(staging, { recursive: true, force: true });
      }
    }
  } finally {
    await http.close();
  }
  throw new CifarUnavailableError(
    `no source of ${dataset.title} works: ${reasons.map((reason) => reason.message).join('; ')}`,
    reasons,
  );
}

/** Removes the staging folders of killed processes. */
async function removeLeftovers(root: string, prefix: string): Promise<void> {
  const names = await readdir(root);
  const leftovers = names.filter((name) => name.startsWith(prefix));
  await Promise.all(leftovers.map((name) => rm(join(root, name), { recursive: true, force: true })));
}

/** Removes the archives of all sources, including those that failed before. */
async function removeArchives(root: string, sources: readonly Source[]): Promise<void> {
  const archives = sources.map((source) => join(root, source.archiveName));
  const paths = archives.flatMap((archive) => [archive, partialPath(archive)]);
  await Promise.all(paths.map((path) => rm(path, { force: true })));
}

/** Throws if the disk lacks space: better now than after minutes of download. */
async function requireSpace(root: string, source: Source, archive: string): Promise<void> {
  const { bavail, bsize, blocks } = await statfs(root);
  if (blocks === 0) return;
  const present = await Promise.all(
    [archive, partialPath(archive)].map((path) => stat(path).catch(() => undefined)),
  );
  const needed = source.diskBytes - present.reduce((sum, file) => sum + (file?.size ?? 0), 0);
  const free = bavail * bsize;
  if (free < needed) {
    const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6)} MB`;
    const explanation = `${megabytes(needed)} are needed temporarily and ${megabytes(free)} are free`;
    throw cacheError(root, explanation, 'ENOSPC');
  }
}

/** Verifies files, flushes them to disk and moves them into place: even after a power failure a file is complete or missing. */
async function install(dataset: Dataset, staging: string, folder: string, place: string): Promise<void> {
  for (const file of dataset.files) {
    const path = join(staging, file.name);
    const bytes = await readExactly(path, fileBytes(dataset, file), (length) =>
      wrongFileBytes(dataset, file, length, `${file.name} in ${place}`),
    );
    requireIntact(file, bytes, place);
    await syncFile(path);
  }
  await makeFolder(folder);
  for (const file of dataset.files) {
    await rename(join(staging, file.name), join(folder, file.name));
  }
  await syncFolder(folder);
}
