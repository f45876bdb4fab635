import { archiveBytes, datasetBytes, fileBytes } from '../assembly';
import type { Dataset } from '../dataset';
import { downloadFile } from './download-file';
import type { Source } from './source';
import { unpackArchive } from './unpack-archive';

/** A `.tar.gz` of the official binary files of a data set. */
export interface OfficialArchive {
  url: string;
  bytes: number;
  /** Checksum in the notation of Subresource Integrity. */
  integrity: string;
}

/** MD5 c32a1d4ab5d03f1284b67883e8d87530, from https://www.cs.toronto.edu/~kriz/cifar.html */
export const cifar10Archive: OfficialArchive = {
  url: 'https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz',
  bytes: 170_052_171,
  integrity: 'md5-wyodSrXQPxKEtniD6Nh1MA==',
};

/** MD5 03b5dce01913d631647c71ecec9e9cb8, from https://www.cs.toronto.edu/~kriz/cifar.html */
export const cifar100Archive: OfficialArchive = {
  url: 'https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz',
  bytes: 168_513_733,
  integrity: 'md5-A7Xc4BkT1jFkfHHs7J6cuA==',
};

/** Returns the official archive as a source, from `archive.url` or a mirror. */
export function officialArchiveSource(dataset: Dataset, archive: OfficialArchive, mirror?: string): Source {
  const { bytes, integrity } = archive;
  const title = `official archive of ${dataset.title}`;
  const files = new Map(dataset.files.map((file) => [file.name, fileBytes(dataset, file)]));
  const most = archiveBytes(dataset);
  return {
    id: 'official',
    title,
    archiveName: `${dataset.folder}.tar.gz`,
    diskBytes: bytes + datasetBytes(dataset),
    async prepare(context) {
      const { archive: path, staging: folder, report, signal } = context;
      const url = mirror ?? archive.url;
      await downloadFile({ url, path, bytes, integrity }, { ...context, source: title });
      await unpackArchive({ archive: path, folder, files, most, source: title, report, signal });
    },
  };
}
