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

/** Throws unless a file has as many bytes as its records take. `where` is what to call it. */
export function requireFileBytes(dataset: Dataset, file: DatasetFile, bytes: number, where: string): void {
  const expected = fileBytes(dataset, file);
  if (bytes !== expected) {
    throw new CifarFormatError(`${where} must have ${expected} bytes (${file.images} records), got ${bytes}`);
  }
}
