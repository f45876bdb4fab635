import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CifarUnavailableError } from '../src/index';
import { deadUrl, sendFile } from './fixtures/file-server';
import { isTiny, loadTiny, serve, tarball, temporaryFolder, useRegistry } from './fixtures/loading';

const partialName = 'tiny-cifar-1.0.0.tgz.partial';
const half = tarball.length >> 1;

async function sizeOfPartial(cacheDirectory: string): Promise<number> {
  return (await stat(join(cacheDirectory, partialName))).size;
}

describe('a download that is cut off', () => {
  test('resumes within one load', async () => {
    const server = await serve((request, response, number) =>
      sendFile(request, response, tarball, number === 0 ? { cutAfter: half } : {}),
    );
    useRegistry(server.url);
    const { splits, notices } = await loadTiny({ cacheDirectory: await temporaryFolder() });
    expect(isTiny(splits)).toBe(true);
    expect(server.requests).toHaveLength(2);
    const [, from] = /^bytes=(\d+)-$/.exec(server.requests[1].headers.range ?? '') ?? [];
    // What had come but was not yet written is lost.
    expect(Number(from)).toBeGreaterThan(0);
    expect(Number(from)).toBeLessThanOrEqual(half);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('retrying in 0.01 s');
  });

  test('resumes in a later load', async () => {
    const server = await serve((request, response, number) => {
      if (number === 0) sendFile(request, response, tarball, { cutAfter: half });
      else if (number < 3) response.destroy();
      else sendFile(request, response, tarball);
    });
    useRegistry(server.url);
    const cacheDirectory = await temporaryFolder();
    await expect(loadTiny({ cacheDirectory })).rejects.toThrow(CifarUnavailableError);
    const kept = await sizeOfPartial(cacheDirectory);
    expect(kept).toBeGreaterThan(0);
    const { splits, reports } = await loadTiny({ cacheDirectory });
    expect(isTiny(splits)).toBe(true);
    expect(server.requests.at(-1)?.headers.range).toBe(`bytes=${kept}-`);
    // The bar starts where the first load had come to.
    expect(reports[0].loaded).toBeGreaterThan(kept);
  });

  test('restarts if the server does not support ranges', async () => {
    const server = await serve((request, response, number) =>
      sendFile(request, response, tarball, { ranges: false, ...(number === 0 && { cutAfter: half }) }),
    );
    useRegistry(server.url);
    const { splits } = await loadTiny({ cacheDirectory: await temporaryFolder() });
    expect(isTiny(splits)).toBe(true);
    expect(server.requests).toHaveLength(2);
  });

  test('fails after a few attempts without progress, and reports how far it came', async () => {
    const server = await serve((request, response, number) => {
      if (number === 0) sendFile(request, response, tarball, { cutAfter: half });
      else response.destroy();
    });
    useRegistry(server.url);
    await expect(loadTiny({ cacheDirectory: await temporaryFolder() })).rejects.toThrow(
      /stopped at 0\.\d MB of 0\.2 MB/,
    );
    // One that brought something, then one after each of the two waits.
    expect(server.requests).toHaveLength(3);
  });

  test('never fails while it makes progress', async () => {
    const piece = Math.ceil(tarball.length / 10);
    const server = await serve((request, response) =>
      sendFile(request, response, tarball, { cutAfter: piece }),
    );
    useRegistry(server.url);
    const settings = { retryDelaysMs: [1, 1, 1, 1] };
    const { splits } = await loadTiny({ cacheDirectory: await temporaryFolder(), settings });
    expect(isTiny(splits)).toBe(true);
    expect(server.requests.length).toBeGreaterThanOrEqual(10);
  });

  test('fails when the server stays silent', async () => {
    const server = await serve((request, response, number) =>
      sendFile(request, response, tarball, number === 0 ? { stallAfter: half } : {}),
    );
    useRegistry(server.url);
    const timeouts = { connect: 1000, headers: 1000, body: 200, response: 2000 };
    const { splits, notices } = await loadTiny({
      cacheDirectory: await temporaryFolder(),
      settings: { timeouts },
    });
    expect(isTiny(splits)).toBe(true);
    expect(notices[0]).toMatch(/timeout/i);
  });
});

describe('the partial file of an earlier download', () => {
  test.each([
    ['is damaged', new Uint8Array(half)],
    ['is longer than the file', new Uint8Array(tarball.length + 5)],
    ['has the length of the file, but other bytes', new Uint8Array(tarball.length)],
  ])('is downloaded again if it %s', async (_what, left) => {
    const server = await serve((request, response) => sendFile(request, response, tarball));
    useRegistry(server.url);
    const cacheDirectory = await temporaryFolder();
    await writeFile(join(cacheDirectory, partialName), left);
    const { splits } = await loadTiny({ cacheDirectory });
    expect(isTiny(splits)).toBe(true);
  });

  test('is not downloaded again if it is complete', async () => {
    const server = await serve((request, response) => sendFile(request, response, tarball));
    useRegistry(server.url);
    const cacheDirectory = await temporaryFolder();
    await writeFile(join(cacheDirectory, 'tiny-cifar-1.0.0.tgz'), tarball);
    expect(isTiny((await loadTiny({ cacheDirectory })).splits)).toBe(true);
    expect(server.requests).toHaveLength(0);
  });
});

describe('a server that fails', () => {
  test.each([500, 503, 429])('with %s is retried', async (status) => {
    const server = await serve((request, response, number) => {
      if (number === 0) response.writeHead(status).end('sorry');
      else sendFile(request, response, tarball);
    });
    useRegistry(server.url);
    expect(isTiny((await loadTiny({ cacheDirectory: await temporaryFolder() })).splits)).toBe(true);
  });

  test('with 403 is not retried', async () => {
    const server = await serve((_request, response) => response.writeHead(403).end());
    useRegistry(server.url);
    await expect(loadTiny({ cacheDirectory: await temporaryFolder() })).rejects.toThrow(/HTTP 403 for http/);
    expect(server.requests).toHaveLength(1);
  });

  test('to be reachable is not retried', async () => {
    useRegistry(await deadUrl());
    const started = performance.now();
    const settings = { retryDelaysMs: [60_000] };
    await expect(loadTiny({ cacheDirectory: await temporaryFolder(), settings })).rejects.toThrow(
      /ECONNREFUSED/,
    );
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  test('never shows the password of its URL', async () => {
    const server = await serve((_request, response) => response.writeHead(403).end());
    useRegistry(server.url.replace('http://', 'http://someone:secret@'));
    const error: unknown = await loadTiny({ cacheDirectory: await temporaryFolder() }).catch(
      (e: unknown) => e,
    );
    expect((error as Error).message).toContain('HTTP 403');
    expect((error as Error).message).not.toContain('secret');
  });
});

describe('a load that is aborted', () => {
  test('rejects with the reason at once, and keeps the partial file for the next load', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const server = await serve((request, response, number) => {
      sendFile(request, response, tarball, number === 0 ? { stallAfter: half } : {});
      setTimeout(() => controller.abort(reason), 300);
    });
    useRegistry(server.url);
    const cacheDirectory = await temporaryFolder();
    const settings = { timeouts: { connect: 60_000, headers: 60_000, body: 60_000, response: 60_000 } };
    const load = loadTiny({ cacheDirectory, settings, signal: controller.signal });
    await expect(load).rejects.toBe(reason);
    expect(await readdir(cacheDirectory)).toEqual([partialName]);
    const kept = await readFile(join(cacheDirectory, partialName));
    const sum = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex');
    expect(kept.length).toBeGreaterThan(0);
    expect(sum(kept)).toBe(sum(tarball.subarray(0, kept.length)));

    expect(isTiny((await loadTiny({ cacheDirectory })).splits)).toBe(true);
    expect(server.requests[1].headers.range).toBe(`bytes=${kept.length}-`);
  });

  test('does nothing if the signal was aborted before', async () => {
    const server = await serve((request, response) => sendFile(request, response, tarball));
    useRegistry(server.url);
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(loadTiny({ cacheDirectory: await temporaryFolder(), signal })).rejects.toThrow('too late');
    expect(server.requests).toHaveLength(0);
  });

  test('stops between two attempts', async () => {
    const server = await serve((_request, response) => response.writeHead(503).end());
    useRegistry(server.url);
    const controller = new AbortController();
    const load = loadTiny({
      cacheDirectory: await temporaryFolder(),
      settings: { retryDelaysMs: [60_000] },
      signal: controller.signal,
      onProgress: ({ phase }) => {
        if (phase === 'notice') controller.abort(new Error('enough'));
      },
    });
    await expect(load).rejects.toThrow('enough');
  });
});
