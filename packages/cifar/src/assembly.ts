import { decodeInto, emptyImages, recordBytes } from './binary-format';
import { CifarFormatError } from './cifar-errors';
import type { Dataset, DatasetFile } from './dataset';
import type { LabeledImages } from './labeled-images';

/** The two splits of a data set. */
export interface CifarSplits {
  train: LabeledImages;
  test: LabeledImages;
}

/** A data set that is being loaded into memory. */
export interface Assembly {
  /** Complete after every file has been added. */
  splits: CifarSplits;
  /**
   * Decodes a file into its place. Files may come in any order. The bytes are not kept.
   *
   * @throws CifarFormatError if the length of the file or a label is wrong.
   */
  add: (file: DatasetFile, bytes: Uint8Array) => void;
}

/** Allocates the arrays of a data set. */
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

/** Returns the length of a file of a data set in bytes. */
export function fileBytes({ format }: Dataset, file: DatasetFile): number {
  return file.images * recordBytes(format);
}

/** Returns the length of all files of a data set together, in bytes. */
export function datasetBytes(dataset: Dataset): number {
  return dataset.files.reduce((sum, file) => sum + fileBytes(dataset, file), 0);
}

/** Returns the maximum length of the unpacked official archive in bytes: its files, their headers and a few pages of text. */
export function archiveBytes(dataset: Dataset): number {
  return datasetBytes(dataset) + 10_000_000;
}

/** Throws unless a file has exactly the bytes of its records. `where` names the file in the message. */
export function requireFileBytes(dataset: Dataset, file: DatasetFile, bytes: number, where: string): void {
  if (bytes !== fileBytes(dataset, file)) throw wrongFileBytes(dataset, file, bytes, where);
}

/** Returns the error for a file of the wrong length. */
export function wrongFileBytes(
  dataset: Dataset,
  file: DatasetFile,
  bytes: number | 'more',
  where: string,
): CifarFormatError {
  const expected = fileBytes(dataset, file);
  return new CifarFormatError(`${where} must have ${expected} bytes (${file.images} records), got ${bytes}`);
}
