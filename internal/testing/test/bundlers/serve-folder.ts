import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { isolationHeaders } from '@nin/isolation-headers';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.css': 'text/css',
};

/** Serves the files of a folder, and of `folders` under their names, to cross-origin-isolated pages. */
export async function serveFolder(
  folder: string,
  folders: Readonly<Record<string, string>>,
): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const [, first, ...rest] = pathname.split('/');
    const path = Object.hasOwn(folders, first) ? join(folders[first], ...rest) : join(folder, pathname);
    const headers = {
      ...isolationHeaders,
      'Content-Type': types[extname(path)] ?? 'application/octet-stream',
    };
    readFile(path).then(
      (bytes) => response.writeHead(200, headers).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}/`, close: () => server.close() };
}
