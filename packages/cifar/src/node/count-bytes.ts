/** Returns a pass-through for `pipeline` that calls `onChunk` with the size of every chunk. */
export function countBytes(
  onChunk: (bytes: number) => void,
): (chunks: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array> {
  return async function* count(chunks) {
    for await (const chunk of chunks) {
      onChunk(chunk.length);
      yield chunk;
    }
  };
}
