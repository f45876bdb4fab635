/**
 * Returns all bytes of a stream, at most `most`. Unlike `new Response(stream).arrayBuffer()`, it rejects with the error of the stream.
 *
 * @param tooLong returns the error to throw if there are more bytes. The rest is not read.
 */
export async function readAll(
  stream: ReadableStream<Uint8Array>,
  most: number,
  tooLong: () => Error,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      const error = tooLong();
      reader.cancel(error).catch(() => undefined);
      throw error;
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
