import { decodeInto, emptyImages, recordBytes } from './binary-format';
import { CifarFormatError } from './cifar-errors';
import type { Dataset, DatasetFile } from './dataset';
import type { LabeledImages } from './labeled-images';

/** The two parts a data set comes in. */
export interface CifarSplits {
  train: LabeledImages;
  test: LabeledImages;
}

/** A data set on its way into memory. */
export interface Assembly {
  /** Complete once every file has been added. */
  splits: CifarSplits;
  /**
   * Decodes a file into its place. Files may come in any order, and none is kept.
   *
   * @throws CifarFormatError if its length or a label is wrong.
   */
  add: (file: DatasetFile, bytes: Uint8Array) => void;
}

/** Makes room for a data set. */
export function startAssembly(dataset: Dataset): Assembly {
  const { files, format } = dataset;
  const counts = { train: 0, test: 0 };
  const firstImages = new Map<DatasetFile, number>();
  for (const file of files) {
    firstImages.set(file, counts[file.split]);
    counts[file.split] += file.images;
  }
  const splits = { train: emptyImages(counts.train, format), test: emptyImages(counts.test, format) };
  return {
    splits,
    add(file, bytes) {
      requireFileBytes(dataset, file, bytes.length, file.name);
      decodeInto(splits[file.split], firstImages.get(file) ?? 0, bytes, format, file.name);
    },
  };
}

/** How long a file of a data set is. */
export function fileBytes({ format }: Dataset, file: DatasetFile): number {
  return file.images * recordBytes(format);
}

/** How long all files of a data set are together. */
export function datasetBytes(dataset: Dataset): number {
  return dataset.files.reduce((sum, file) => sum + fileBytes(dataset, file), 0);
}

/** How long the official archive of a data set is at most, unpacked: its files with their headers, and a few pages of text. */
export function archiveBytes(dataset: Dataset): number {
  return datasetBytes(dataset) + 10_000_000;
}

/** Throws unless a file has as many bytes as its records take. `where` is what to call it. */
export function requireFileBytes(dataset: Dataset, file: DatasetFile, bytes: number, where: string): void {
  if (bytes !== fileBytes(dataset, file)) throw wrongFileBytes(dataset, file, bytes, where);
}

/** What to throw for a file with another number of bytes than its records take. */
export function wrongFileBytes(
  dataset: Dataset,
  file: DatasetFile,
  bytes: number | 'more',
  where: string,
): CifarFormatError {
  const expected = fileBytes(dataset, file);
  return new CifarFormatError(`${where} must have ${expected} bytes (${file.images} records), got ${bytes}`);
}
