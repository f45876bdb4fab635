import { mkdtemp, mkdir, readdir, readlink, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, get, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PreviewServer } from 'vite';
import { expect, onTestFinished, test, vi } from 'vitest';
import { cifarFiles } from '../../server/cifar-files';

const name = 'test_batch.bin';
/** More than a connection takes in before somebody reads. */
const size = 30_000_000;

type Handler = (...args: [...Parameters<RequestListener>, next: () => void]) => void;

/** The plugin behind a server of its own, with a cache that holds one file. */
async function serveCache(): Promise<{ url: string; path: string }> {
  const cache = await mkdtemp(join(tmpdir(), 'nin-lab-'));
  onTestFinished(() => rm(cache, { recursive: true, force: true }));
  vi.stubEnv('NIN_CACHE_DIR', cache);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const path = join(cache, 'cifar-10-batches-bin', name);
  await mkdir(join(cache, 'cifar-10-batches-bin'));
  await writeFile(path, 'first');
  await truncate(path, size);

  const handlers: Handler[] = [];
  const preview = {
    config: { logger: { warn: () => undefined } },
    middlewares: { use: (handler: Handler) => handlers.push(handler) },
  };
  const { configurePreviewServer } = cifarFiles();
  if (typeof configurePreviewServer !== 'function') throw new Error('the plugin must serve the built page');
  await configurePreviewServer.call({} as never, preview as unknown as PreviewServer);
  const server = createServer((request, response) =>
    handlers[0](request, response, () => void response.writeHead(404).end()),
  );
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/cifar-10-batches-bin/${name}`, path };
}

function answerOf(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => get(url, { agent: false }, resolve).on('error', reject));
}

/** How many descriptors of this process are open on a file. */
async function openOn(path: string): Promise<number> {
  const links = (await readdir('/proc/self/fd')).map((fd) =>
    readlink(`/proc/self/fd/${fd}`).catch(() => undefined),
  );
  return (await Promise.all(links)).filter((target) => target === path).length;
}

test('sends a file of the cache whole', async () => {
  const { url } = await serveCache();
  const answer = await answerOf(url);
  expect(answer.headers['content-length']).toBe(`${size}`);
  let length = 0;
  for await (const chunk of answer) length += (chunk as Buffer).length;
  expect(length).toBe(size);
});

test.skipIf(process.platform !== 'linux')('closes the file of a download that is given up', async () => {
  const { url, path } = await serveCache();
  const answers = await Promise.all(Array.from({ length: 50 }, () => answerOf(url)));
  await vi.waitUntil(async () => (await openOn(path)) === 50, { timeout: 10_000 });
  for (const answer of answers) answer.destroy();
  await vi.waitUntil(async () => (await openOn(path)) === 0, { timeout: 10_000 });
});

test('says what to do where the cache is empty', async () => {
  const { url, path } = await serveCache();
  await rm(path);
  const answer = await answerOf(url);
  expect(answer.statusCode).toBe(404);
  expect((await answer.toArray()).join('')).toContain('nin data');
});
