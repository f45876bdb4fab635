import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CifarFormatError, CifarIntegrityError, CifarUnavailableError } from '../src/index';
import {
  isTiny,
  loadTiny,
  serve,
  temporaryFolder,
  tiny,
  useRegistry,
  type TinyLoad,
} from './fixtures/loading';

/** A folder with these files in it. */
async function folderWith(files: Record<string, Uint8Array>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  return folder;
}

async function errorOf(options: TinyLoad): Promise<Error> {
  return loadTiny(options).then(
    () => new Error('nothing was thrown'),
    (reason: unknown) => reason as Error,
  );
}

test('reads the official files without network, cache or writing', async () => {
  const server = await serve(() => undefined);
  useRegistry(server.url);
  const cacheDirectory = join(await temporaryFolder(), 'never made');
  const directory = await folderWith({ ...tiny.files, 'readme.html': new Uint8Array(3) });
  const { splits, phases, reports } = await loadTiny({ directory, cacheDirectory });
  expect(isTiny(splits)).toBe(true);
  expect(phases).toEqual(['read']);
  // 80 records of 3,073 bytes.
  expect(reports.at(-1)).toMatchObject({ loaded: 245_840, total: 245_840, source: directory });
  expect(server.requests).toHaveLength(0);
  expect(await readdir(join(cacheDirectory, '..'))).toEqual([]);
  expect(await readdir(directory)).toHaveLength(4);
});

test('reads them from the subfolder of the unpacked archive', async () => {
  const directory = await temporaryFolder();
  const folder = join(directory, tiny.dataset.folder);
  await mkdir(folder);
  for (const [name, bytes] of Object.entries(tiny.files)) await writeFile(join(folder, name), bytes);
  expect(isTiny((await loadTiny({ directory })).splits)).toBe(true);
});

test('names the missing files', async () => {
  const absent = join(await temporaryFolder(), 'nowhere');
  const error = await errorOf({ directory: absent });
  expect(error).toBeInstanceOf(CifarUnavailableError);
  expect(error.message).toBe(
    'directory must contain the official binary files of tiny CIFAR-10: there is no data_batch_1.bin, ' +
      `data_batch_2.bin, test_batch.bin in ${absent} or its tiny-batches-bin`,
  );

  const foreign = await folderWith({ 'train.bin': new Uint8Array(5) });
  expect((await errorOf({ directory: foreign })).message).toContain('there is no data_batch_1.bin');

  const { 'data_batch_1.bin': one, 'data_batch_2.bin': two } = tiny.files;
  const incomplete = await folderWith({ 'data_batch_1.bin': one, 'data_batch_2.bin': two });
  expect((await errorOf({ directory: incomplete })).message).toContain(
    `there is no test_batch.bin in ${incomplete}`,
  );
});

test('refuses a file of another length', async () => {
  const directory = await folderWith({
    ...tiny.files,
    'test_batch.bin': tiny.files['test_batch.bin'].slice(1),
  });
  const error = await errorOf({ directory });
  expect(error).toBeInstanceOf(CifarFormatError);
  // 20 records of 3,073 bytes are 61,460.
  expect(error.message).toBe(
    `${join(directory, 'test_batch.bin')} must have 61460 bytes (20 records), got 61459`,
  );
});

test('refuses a label out of range', async () => {
  const changed = tiny.files['data_batch_2.bin'].slice();
  changed[29 * 3073] = 77;
  const directory = await folderWith({ ...tiny.files, 'data_batch_2.bin': changed });
  const error = await errorOf({ directory, verify: false });
  expect(error).toBeInstanceOf(CifarFormatError);
  expect(error.message).toBe('data_batch_2.bin: label of image 29 must be below 10, got 77');
});

test('refuses a file that is a copy of another, and names both', async () => {
  const directory = await folderWith({
    ...tiny.files,
    'data_batch_2.bin': tiny.files['data_batch_1.bin'],
  });
  const error = await errorOf({ directory });
  expect(error).toBeInstanceOf(CifarIntegrityError);
  expect(error.message).toBe(
    `${join(directory, 'data_batch_2.bin')} must be the official data_batch_2.bin of tiny CIFAR-10, got a copy of data_batch_1.bin (verify: false reads your own files)`,
  );
});

test.each(['data_batch_1.bin', 'test_batch.bin'] as const)('refuses a flipped bit in %s', async (name) => {
  const changed = tiny.files[name].slice();
  changed[5000] ^= 1;
  const directory = await folderWith({ ...tiny.files, [name]: changed });
  const error = await errorOf({ directory });
  expect(error).toBeInstanceOf(CifarIntegrityError);
  expect(error.message).toContain(
    `${join(directory, name)} must be the official ${name} of tiny CIFAR-10, its checksum is not `,
  );
});

test('reads your own images in the same format with verify: false', async () => {
  const changed = tiny.files['data_batch_1.bin'].slice();
  changed[1] ^= 255;
  const directory = await folderWith({ ...tiny.files, 'data_batch_1.bin': changed });
  const { splits } = await loadTiny({ directory, verify: false });
  expect(splits.train.images[0]).toBe(changed[1]);
});

test('refuses directory together with source', async () => {
  const error = await errorOf({ directory: 'somewhere', source: 'npm' });
  expect(error).toBeInstanceOf(TypeError);
  expect(error.message).toBe("loadTiny: source must be left out when directory is given, got 'npm'");
});

test('stops when the signal aborts', async () => {
  const directory = await folderWith(tiny.files);
  const controller = new AbortController();
  const onProgress = (): void => controller.abort(new Error('enough'));
  expect(await errorOf({ directory, onProgress, signal: controller.signal })).toMatchObject({
    message: 'enough',
  });
});
