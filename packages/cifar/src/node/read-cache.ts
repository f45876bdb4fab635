import { join } from 'node:path';
import { datasetBytes, fileBytes, startAssembly, type CifarSplits } from '../assembly';
import { CifarIntegrityError } from '../cifar-errors';
import type { Dataset, DatasetFile } from '../dataset';
import type { OnProgress } from '../progress';
import { matchesIntegrity } from './matches-integrity';
import { readExactly } from './read-exactly';

/** Thrown when the cache does not have the data set. */
export class CacheMissError extends Error {}

/**
 * Reads a data set from its folder in the cache, verifying every file.
 *
 * @throws CacheMissError if a file is missing.
 * @throws CifarIntegrityError if a file is damaged.
 */
export async function readCache(
  folder: string,
  dataset: Dataset,
  report: OnProgress,
  signal?: AbortSignal,
): Promise<CifarSplits> {
  const total = datasetBytes(dataset);
  let loaded = 0;
  const { splits, add } = startAssembly(dataset);
  for (const file of dataset.files) {
    signal?.throwIfAborted();
    const bytes = await readCached(folder, file, fileBytes(dataset, file));
    requireIntact(file, bytes, folder);
    add(file, bytes);
    loaded += bytes.length;
    const message = `Reading ${dataset.title} from ${folder}`;
    report({ phase: 'read', source: 'the cache', loaded, total, message });
  }
  return splits;
}

/** Throws unless the bytes have the checksum of the file. `place` says where they are from. */
export function requireIntact(file: DatasetFile, bytes: Uint8Array, place: string): void {
  if (!matchesIntegrity(bytes, file.integrity)) {
    throw new CifarIntegrityError(
      `${file.name} in ${place} is damaged: its checksum is not ${file.integrity}`,
    );
  }
}

async function readCached(folder: string, { name }: DatasetFile, length: number): Promise<Uint8Array> {
  const path = join(folder, name);
  try {
    return await readExactly(
      path,
      length,
      (found) =>
        new CifarIntegrityError(
          `${name} in ${folder} is damaged: it must have ${length} bytes, got ${found}`,
        ),
    );
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new CacheMissError(`${path} does not exist`);
    throw error;
  }
}
