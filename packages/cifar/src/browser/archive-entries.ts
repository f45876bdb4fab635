import { createTarDecoder, type ParsedTarEntry } from 'modern-tar';
import { CifarFormatError } from '../cifar-errors';
import { FetchError } from './fetch-stream';
import { readAll } from './read-all';

/**
 * The wanted files of a `.tar.gz`, or of the `.tar` a server has already made of it, as they come.
 *
 * @param names names without their folder in the archive.
 * @throws CifarFormatError if the stream is no such archive.
 */
export async function* archiveEntries(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  names: readonly string[],
  signal?: AbortSignal,
): AsyncGenerator<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
  let entries: ReadableStreamDefaultReader<ParsedTarEntry> | undefined;
  try {
    const tar = await gunzipped(stream);
    entries = tar.pipeThrough(createTarDecoder({ strict: true }), { signal }).getReader();
    for (;;) {
      const { done, value: entry } = await entries.read();
      if (done) return;
      const name = entry.header.name.slice(entry.header.name.lastIndexOf('/') + 1);
      if (entry.header.type === 'file' && names.includes(name)) {
        yield { name, bytes: await readAll(entry.body) };
      } else {
        await entry.body.cancel();
      }
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

/** Unpacks a stream if it starts like gzip does: some servers send a `.tar.gz` decompressed. */
async function gunzipped(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const reader = stream.getReader();
  const { value: first } = await reader.read();
  if (first === undefined) throw new CifarFormatError(`${notAnArchive}, got nothing`);
  const whole = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => controller.enqueue(first),
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const isGzip = first[0] === 0x1f && first[1] === 0x8b;
  return isGzip ? whole.pipeThrough(new DecompressionStream('gzip')) : whole;
}
