import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Rollup } from 'vite';
import { isolationHeaders } from '@nin/isolation-headers';

const binaries = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));

/** Bundles and minifies a script of `fixtures`, as a user's page would, into `page.js` and its chunks. */
async function minified(script: string): Promise<Map<string, string>> {
  const { output } = (await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('..', import.meta.url)),
    build: {
      write: false,
      // For its sake vite looks at the document, which workers do not have.
      modulePreload: false,
      rolldownOptions: {
        input: fileURLToPath(new URL(`fixtures/${script}`, import.meta.url)),
        external: /tfjs-backend-(cpu|webgl|webgpu)$/,
        output: { entryFileNames: 'page.js' },
      },
    },
  })) as Rollup.RollupOutput;
  return new Map(output.flatMap((file) => (file.type === 'chunk' ? [[`/${file.fileName}`, file.code]] : [])));
}

/**
 * Serves an empty cross-origin-isolated page, the minified script, and the binaries of the wasm backend, at `/` and in
 * `/binaries`. `/elsewhere/` is the same page, and so is whatever is asked for in `/page-for-all`.
 */
export async function serveMinified(script: string): Promise<{ url: string; close: () => void }> {
  const scripts = await minified(script);
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const send = (type: string, body: string | Buffer) =>
      response.writeHead(200, { ...isolationHeaders, 'Content-Type': type }).end(body);
    const code = scripts.get(path);
    if (path === '/' || path === '/elsewhere/' || path.startsWith('/page-for-all/'))
      send('text/html', '<!doctype html>');
    else if (code !== undefined) send('text/javascript', code);
    else
      readFile(join(binaries, path.replace('/binaries/', '/'))).then(
        (bytes) => send('application/wasm', bytes),
        () => response.writeHead(404).end(),
      );
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}/`, close: () => server.close() };
}
