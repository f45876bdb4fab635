import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { datasetBytes, requireFileBytes, startAssembly, type CifarSplits } from '../assembly';
import { CifarUnavailableError } from '../cifar-errors';
import type { Dataset } from '../dataset';
import type { OnProgress } from '../progress';

/**
 * Reads a data set from a folder of the official binary files, or from the folder above it.
 *
 * @throws CifarUnavailableError if the files are not there.
 * @throws CifarFormatError if one has another length than the official one, or a label out of range.
 */
export async function readDirectory(
  directory: string,
  dataset: Dataset,
  report: OnProgress,
  signal?: AbortSignal,
): Promise<CifarSplits> {
  const folder = await findFolder(directory, dataset);
  const total = datasetBytes(dataset);
  let loaded = 0;
  const { splits, add } = startAssembly(dataset);
  for (const file of dataset.files) {
    signal?.throwIfAborted();
    const bytes = await readFile(join(folder, file.name));
    add(file, bytes);
    loaded += bytes.length;
    const message = `Reading ${dataset.title} from ${folder}`;
    report({ phase: 'read', source: folder, loaded, total, message });
  }
  return splits;
}

/** The folder with all files, each of the right length: a wrong one is found before anything large is read. */
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
    `directory must hold the official binary files of ${dataset.title}: ` +
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
