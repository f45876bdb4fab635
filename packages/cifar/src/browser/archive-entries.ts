import { createTarDecoder, type ParsedTarEntry } from 'modern-tar';
import { CifarFormatError } from '../cifar-errors';
import { archiveBytes, requireFileBytes, wrongFileBytes } from '../assembly';
import type { Dataset, DatasetFile } from '../dataset';
import { FetchError } from './fetch-stream';
import { readAll } from './read-all';

/** What is wanted of an archive. */
export interface Wanted {
  dataset: Dataset;
  files: ReadonlySet<DatasetFile>;
  signal: AbortSignal | undefined;
}

/**
 * The wanted files of a `.tar.gz`, or of the `.tar` a server has already made of it, as they come.
 *
 * @throws CifarFormatError if the stream is no such archive, or if a file or the whole is longer than it is to be: what would be
 *   too much is not unpacked.
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
    // Whoever stops early should not leave the rest arriving.
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

/** Unpacks a stream if it starts like gzip does: some servers send a `.tar.gz` decompressed. */
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

/** Bytes of an archive that are unpacked at once: to at most a thousand times as many. */
const partBytes = 16_384;

function enqueueParts(
  controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>,
  chunk: Uint8Array<ArrayBuffer>,
): void {
  for (let at = 0; at < chunk.length; at += partBytes) {
    controller.enqueue(chunk.subarray(at, at + partBytes));
  }
}
