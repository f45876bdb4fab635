import { createReadStream } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { resolveCacheDirectory } from '@nin/cifar/node';
import type { Plugin } from 'vite';

const folder = 'cifar-10-batches-bin';
const names = [1, 2, 3, 4, 5].map((number) => `data_batch_${number}.bin`).concat('test_batch.bin');

/** Serves CIFAR-10's binary files from the cache that `nin data` and `npm start` fill, in `cifar-10-batches-bin/`. */
export function cifarFiles(): Plugin {
  return {
    name: 'cifar-files',
    async configurePreviewServer(server) {
      const { logger } = server.config;
      if (!(await isCached())) {
        logger.warn(
          'CIFAR-10 is not in the cache yet. `npx nin data` fetches it (139 MB); the lab need not be started again.',
        );
      }
      server.middlewares.use((request, response, next) => {
        const path = request.url?.split('?')[0] ?? '';
        const name = names.find((one) => path.endsWith(`/${folder}/${one}`));
        if (name) void send(join(resolveCacheDirectory(), folder, name), response);
        else next();
      });
    },
  };
}

/** Whether all files are there. */
async function isCached(): Promise<boolean> {
  const found = await Promise.allSettled(
    names.map((name) => access(join(resolveCacheDirectory(), folder, name))),
  );
  return found.every(({ status }) => status === 'fulfilled');
}

async function send(path: string, response: ServerResponse): Promise<void> {
  const size = await stat(path).then(
    (found) => found.size,
    () => undefined,
  );
  if (size === undefined) {
    response
      .writeHead(404, { 'Content-Type': 'text/plain' })
      .end('CIFAR-10 is not in the cache: run npx nin data');
    return;
  }
  response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': size });
  // Closes the file where the page hangs up. A file that cannot be read to its end cuts the answer off, which the page notices
  // by its length.
  await pipeline(createReadStream(path), response).catch(() => undefined);
}
