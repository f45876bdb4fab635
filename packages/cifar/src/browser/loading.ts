import { datasetBytes, fileBytes, requireFileBytes, type Assembly } from '../assembly';
import { CifarFormatError, CifarIntegrityError } from '../cifar-errors';
import type { DatasetFile } from '../dataset';
import type { FileStore } from './file-store';
import { sourceFiles, type BrowserSource, type SourceContext } from './source-files';
import { verifyBytes } from './verify-bytes';

/** A data set being loaded. */
export interface Loading extends SourceContext {
  assembly: Assembly;
  /** Files not loaded yet. Each is removed when it is in the assembly. */
  missing: Set<DatasetFile>;
  /** Storage for the files, if the page has any. */
  store: FileStore | undefined;
  notice: (message: string) => void;
}

/** Adds the files that the browser has kept and that are still intact. */
export async function addKeptFiles(loading: Loading): Promise<void> {
  const { dataset, assembly, missing, report, notice, signal } = loading;
  const total = datasetBytes(dataset);
  let loaded = 0;
  for (const file of dataset.files) {
    signal?.throwIfAborted();
    const bytes = await keptBytes(file, loading);
    if (bytes === undefined) continue;
    if (bytes === 'damaged') {
      notice(`${file.name} in the browser is damaged; loading it again`);
      continue;
    }
    assembly.add(file, bytes);
    missing.delete(file);
    loaded += bytes.length;
    const message = `Reading ${dataset.title} from the browser`;
    report({ phase: 'read', source: 'the browser', loaded, total, message });
  }
}

async function keptBytes(
  file: DatasetFile,
  { dataset, store }: Loading,
): Promise<Uint8Array | undefined | 'damaged'> {
  try {
    const bytes = await store?.read(file.name, fileBytes(dataset, file));
    return bytes && !(await verifyBytes(bytes, file.integrity)) ? 'damaged' : bytes;
  } catch (error) {
    if (error instanceof CifarIntegrityError) return 'damaged';
    throw error;
  }
}

/**
 * Adds the missing files from a source, and stores them.
 *
 * @throws CifarIntegrityError if a file is not the official one.
 * @throws CifarFormatError if the source does not have a file.
 */
export async function addSourceFiles(source: BrowserSource | undefined, loading: Loading): Promise<void> {
  const { dataset, assembly, missing, report, signal } = loading;
  for await (const { file, bytes } of sourceFiles(source, loading)) {
    signal?.throwIfAborted();
    const { name, integrity } = file;
    requireFileBytes(dataset, file, bytes.length, name);
    if (!(await verifyBytes(bytes, integrity))) {
      throw new CifarIntegrityError(`${name} is damaged: its checksum is not ${integrity}`);
    }
    const { length } = bytes;
    report({ phase: 'verify', source: name, loaded: length, total: length, message: `Verified ${name}` });
    assembly.add(file, bytes);
    missing.delete(file);
    await keep(file, bytes, loading);
  }
  if (missing.size > 0) {
    const names = [...missing].map((file) => file.name);
    throw new CifarFormatError(`the source must contain ${names.join(', ')}`);
  }
}

/** Stores a file. A failure is only a notice: the next visit downloads the file again. */
async function keep(
  { name }: DatasetFile,
  bytes: Uint8Array<ArrayBuffer>,
  { store, notice }: Loading,
): Promise<void> {
  try {
    await store?.write(name, bytes);
  } catch (error) {
    notice(`the browser cannot keep ${name}: ${(error as Error).message}`);
  }
}
