import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  datasetBytes,
  fileBytes,
  requireFileBytes,
  startAssembly,
  wrongFileBytes,
  type CifarSplits,
} from '../assembly';
import { CifarIntegrityError, CifarUnavailableError } from '../cifar-errors';
import type { Dataset, DatasetFile } from '../dataset';
import type { OnProgress } from '../progress';
import { matchesIntegrity } from './matches-integrity';
import { readExactly } from './read-exactly';

/** Options of {@link readDirectory}. */
export interface DirectoryReading {
  /** Whether the checksum of each file must be the official one. */
  verify: boolean;
  report: OnProgress;
  signal: AbortSignal | undefined;
}

/**
 * Reads a data set from a folder of the official binary files, or from its parent.
 *
 * @throws CifarUnavailableError if a file is missing.
 * @throws CifarIntegrityError if `verify` is true and a file is not the official one.
 * @throws CifarFormatError if a file does not have the length of the official one, or a label is out of range.
 */
export async function readDirectory(
  directory: string,
  dataset: Dataset,
  { verify, report, signal }: DirectoryReading,
): Promise<CifarSplits> {
  const folder = await findFolder(directory, dataset);
  const total = datasetBytes(dataset);
  let loaded = 0;
  const { splits, add } = startAssembly(dataset);
  for (const file of dataset.files) {
    signal?.throwIfAborted();
    const path = join(folder, file.name);
    const bytes = await readExactly(path, fileBytes(dataset, file), (length) =>
      wrongFileBytes(dataset, file, length, path),
    );
    if (verify) requireOfficial(dataset, file, bytes, path);
    add(file, bytes);
    loaded += bytes.length;
    const message = `Reading ${dataset.title} from ${folder}`;
    report({ phase: 'read', source: folder, loaded, total, message });
  }
  return splits;
}

function requireOfficial(
  { title, files }: Dataset,
  { name, integrity }: DatasetFile,
  bytes: Uint8Array,
  path: string,
): void {
  if (matchesIntegrity(bytes, integrity)) return;
  // A copy of another file is an easy mistake; each of its images would be in the data twice.
  const other = files.find((file) => matchesIntegrity(bytes, file.integrity));
  const found = other ? `got a copy of ${other.name}` : `its checksum is not ${integrity}`;
  throw new CifarIntegrityError(
    `${path} must be the official ${name} of ${title}, ${found} (verify: false reads your own files)`,
  );
}

/** Returns the folder with all files. Throws for a wrong length before any file is read. */
async function findFolder(directory: string, dataset: Dataset): Promise<string> {
  const missing = new Map<string, string[]>();
  for (const folder of [directory, join(directory, dataset.folder)]) {
    const absent: string[] = [];
    for (const file of dataset.files) {
      const path = join(folder, file.name);
      const size = await sizeOf(path);
      if (size === undefined) absent.push(file.name);
      else requireFileBytes(dataset, file, size, path);
    }
    if (absent.length === 0) return folder;
    missing.set(folder, absent);
  }
  const [fewest] = [...missing.values()].sort((a, b) => a.length - b.length);
  throw new CifarUnavailableError(
    `directory must contain the official binary files of ${dataset.title}: ` +
      `there is no ${fewest.join(', ')} in ${directory} or its ${dataset.folder}`,
  );
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
