import { createTarDecoder, type ParsedTarEntry } from 'modern-tar';
import { CifarFormatError } from '../cifar-errors';
import { archiveBytes, requireFileBytes, wrongFileBytes } from '../assembly';
import type { Dataset, DatasetFile } from '../dataset';
import { FetchError } from './fetch-stream';
import { readAll } from './read-all';

/** Files to read from an archive. */
export interface Wanted {
  dataset: Dataset;
  files: ReadonlySet<DatasetFile>;
  signal: AbortSignal | undefined;
}

/**
 * Yields the wanted files of a `.tar.gz`, in the order of the archive. Also reads a plain `.tar`, which some servers send instead.
 *
 * @throws CifarFormatError if the stream is not such an archive, or if a file or the whole archive is too long. The excess is
 *   not unpacked.
 */
export async function* archiveEntries(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  { dataset, files, signal }: Wanted,
): AsyncGenerator<{ file: DatasetFile; bytes: Uint8Array<ArrayBuffer> }> {
  const byName = new Map([...files].map((file) => [file.name, file]));
  let entries: ReadableStreamDefaultReader<ParsedTarEntry> | undefined;
  try {
    const tar = (await gunzipped(stream)).pipeThrough(atMost(archiveBytes(dataset)), { signal });
    entries = tar.pipeThrough(createTarDecoder({ strict: true }), { signal }).getReader();
    for (;;) {
      const { done, value: entry } = await entries.read();
      if (done) return;
      const { name, type, size } = entry.header;
      const file = type === 'file' ? byName.get(name.slice(name.lastIndexOf('/') + 1)) : undefined;
      if (!file) {
        await entry.body.cancel();
        continue;
      }
      requireFileBytes(dataset, file, size, file.name);
      const tooLong = (): Error => wrongFileBytes(dataset, file, 'more', file.name);
      yield { file, bytes: await readAll(entry.body, size, tooLong) };
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof FetchError || error instanceof CifarFormatError) throw error;
    throw new CifarFormatError(`${notAnArchive}: ${(error as Error).message}`, { cause: error });
  } finally {
    // A caller that stops early must not leave the rest downloading.
    entries?.cancel().catch(() => undefined);
  }
}

const notAnArchive = 'the source must be a .tar.gz archive';

function atMost(most: number): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let length = 0;
  return new TransformStream({
    transform(chunk, controller) {
      length += chunk.length;
      if (length > most) {
        throw new CifarFormatError(`the archive must unpack to at most ${most} bytes, got more`);
      }
      controller.enqueue(chunk);
    },
  });
}

/** Decompresses a stream that starts like gzip. Some servers send a `.tar.gz` already decompressed. */
async function gunzipped(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const reader = stream.getReader();
  const { value: first } = await reader.read();
  if (first === undefined) throw new CifarFormatError(`${notAnArchive}, got nothing`);
  const whole = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => enqueueParts(controller, first),
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else enqueueParts(controller, value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const isGzip = first[0] === 0x1f && first[1] === 0x8b;
  return isGzip ? whole.pipeThrough(new DecompressionStream('gzip')) : whole;
}

/** Bytes to decompress at once. gzip expands them by a factor of about 1,000 at most. */
const partBytes = 16_384;

function enqueueParts(
  controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>,
  chunk: Uint8Array<ArrayBuffer>,
): void {
  for (let at = 0; at < chunk.length; at += partBytes) {
    controller.enqueue(chunk.subarray(at, at + partBytes));
  }
}
