import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { assembleSplits, fileBytes, type CifarSplits } from '../assemble-splits';
import { CifarFormatError, CifarUnavailableError } from '../cifar-errors';
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
  const total = dataset.files.length;
  let loaded = 0;
  return assembleSplits(dataset, async (file) => {
    signal?.throwIfAborted();
    const bytes = await readFile(join(folder, file.name));
    loaded++;
    report({
      phase: 'read',
      source: folder,
      loaded,
      total,
      message: `Reading ${dataset.title} from ${folder}`,
    });
    return bytes;
  });
}

/** The folder with all files, each of the right length: a wrong one is found before anything large is read. */
async function findFolder(directory: string, dataset: Dataset): Promise<string> {
  const missing = new Map<string, string[]>();
  for (const folder of [directory, join(directory, dataset.folder)]) {
    const absent: string[] = [];
    for (const file of dataset.files) {
      const size = await sizeOf(join(folder, file.name));
      const expected = fileBytes(dataset, file);
      if (size === undefined) absent.push(file.name);
      else if (size !== expected) {
        throw new CifarFormatError(`${join(folder, file.name)} must have ${expected} bytes, got ${size}`);
      }
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
