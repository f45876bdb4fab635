import { decodeInto, emptyImages, recordBytes } from './binary-format';
import { CifarFormatError } from './cifar-errors';
import type { Dataset, DatasetFile } from './dataset';
import type { LabeledImages } from './labeled-images';

/** The two parts a data set comes in. */
export interface CifarSplits {
  train: LabeledImages;
  test: LabeledImages;
}

/** Reads a data set's files one after another, so that only one of them is in memory undecoded. */
export async function assembleSplits(
  dataset: Dataset,
  read: (file: DatasetFile) => Promise<Uint8Array>,
): Promise<CifarSplits> {
  const { files, format } = dataset;
  const room = (split: 'train' | 'test'): LabeledImages => {
    const images = files.filter((file) => file.split === split).map((file) => file.images);
    return emptyImages(
      images.reduce((sum, count) => sum + count, 0),
      format,
    );
  };
  const splits: CifarSplits = { train: room('train'), test: room('test') };
  const next = { train: 0, test: 0 };
  for (const file of files) {
    const bytes = await read(file);
    requireFileSize(dataset, file, bytes.length);
    next[file.split] += decodeInto(splits[file.split], next[file.split], bytes, format, file.name);
  }
  return splits;
}

/** How long a file of a data set is. */
export function fileBytes({ format }: Dataset, file: DatasetFile): number {
  return file.images * recordBytes(format);
}

function requireFileSize(dataset: Dataset, file: DatasetFile, bytes: number): void {
  const expected = fileBytes(dataset, file);
  if (bytes !== expected) {
    throw new CifarFormatError(
      `${file.name}: length must be ${expected} bytes (${file.images} records), got ${bytes}`,
    );
  }
}
