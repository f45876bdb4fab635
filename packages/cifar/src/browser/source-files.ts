import { shown } from '@nin/checks';
import { fileBytes, requireFileBytes, wrongFileBytes } from '../assembly';
import { CifarUnavailableError } from '../cifar-errors';
import type { Dataset, DatasetFile } from '../dataset';
import type { MinimumRate } from '../minimum-rate';
import type { OnProgress } from '../progress';
import { archiveEntries } from './archive-entries';
import { fetchStream } from './fetch-stream';
import { readAll } from './read-all';

/** The URL of an archive or, ending in `/`, of a folder; an archive; or the files themselves. */
export type BrowserSource = string | URL | Blob | readonly File[] | FileList;

export interface SourceContext {
  /** The loader's name, for messages. */
  where: string;
  dataset: Dataset;
  /** The files wanted. */
  missing: ReadonlySet<DatasetFile>;
  stallMs: number;
  rate: MinimumRate;
  report: OnProgress;
  signal: AbortSignal | undefined;
}

interface SourceFile {
  file: DatasetFile;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Throws a TypeError unless `source` is a {@link BrowserSource} or undefined. */
export function requireSource(where: string, source: unknown): void {
  if (source === undefined || source instanceof Blob || isListOfFiles(source)) return;
  if ((typeof source === 'string' || source instanceof URL) && URL.canParse(source, baseUrl())) return;
  throw new TypeError(
    `${where}: source must be a URL, an archive as a File or Blob, or a list of Files, got ${shown(source)}`,
  );
}

function isListOfFiles(value: unknown): boolean {
  if (typeof FileList !== 'undefined' && value instanceof FileList) return true;
  return Array.isArray(value) && value.every((file) => file instanceof File);
}

/** Yields the missing files that a source has, one after another, without verifying them. */
export async function* sourceFiles(
  source: BrowserSource | undefined,
  context: SourceContext,
): AsyncGenerator<SourceFile> {
  const { where, dataset, missing: files, signal } = context;
  const wanted = { dataset, files, signal };
  if (source === undefined) {
    throw new CifarUnavailableError(
      `${where}: source must be given, as the browser does not keep ${dataset.title}: a URL, an archive or its files`,
    );
  }
  if (source instanceof Blob) {
    yield* archiveEntries(countedStream(source, context), wanted);
  } else if (typeof source === 'string' || source instanceof URL) {
    const url = new URL(source, baseUrl());
    if (url.pathname.endsWith('/')) yield* fromFolder(url, context);
    else yield* archiveEntries(await fetchStream(url.href, fetchOptions(url.href, context)), wanted);
  } else {
    yield* fromList(Array.from(source), context);
  }
}

/** Returns the base of relative URLs, in a page or in a worker. */
function baseUrl(): string {
  return typeof document === 'undefined' ? location.href : document.baseURI;
}

async function* fromList(
  files: readonly File[],
  { dataset, missing, signal }: SourceContext,
): AsyncGenerator<SourceFile> {
  for (const file of [...missing]) {
    signal?.throwIfAborted();
    const given = files.find(({ name }) => name === file.name);
    if (!given) continue;
    requireFileBytes(dataset, file, given.size, file.name);
    yield { file, bytes: new Uint8Array(await given.arrayBuffer()) };
  }
}

async function* fromFolder(folder: URL, context: SourceContext): AsyncGenerator<SourceFile> {
  const { dataset, missing } = context;
  for (const file of [...missing]) {
    const url = new URL(file.name, folder).href;
    const stream = await fetchStream(url, fetchOptions(url, context));
    const tooLong = (): Error => wrongFileBytes(dataset, file, 'more', file.name);
    yield { file, bytes: await readAll(stream, fileBytes(dataset, file), tooLong) };
  }
}

function fetchOptions(
  url: string,
  { report, signal, stallMs, rate }: SourceContext,
): Parameters<typeof fetchStream>[1] {
  const onBytes = (loaded: number, total: number): void =>
    report({ phase: 'download', source: url, loaded, total, message: `Downloading ${url}` });
  return { signal, stallMs, rate, onBytes };
}

function countedStream(archive: Blob, { report }: SourceContext): ReadableStream<Uint8Array<ArrayBuffer>> {
  const source = archive instanceof File ? archive.name : 'the archive';
  let loaded = 0;
  const count = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      loaded += chunk.length;
      report({ phase: 'unpack', source, loaded, total: archive.size, message: `Unpacking ${source}` });
      controller.enqueue(chunk);
    },
  });
  return archive.stream().pipeThrough(count);
}
