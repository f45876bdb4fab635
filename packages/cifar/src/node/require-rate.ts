import { watchRate, type MinimumRate } from '../minimum-rate';

/** Thrown for a server that is silent or too slow. A retry may succeed. */
export class StallError extends Error {}

/** Returns a pass-through for `pipeline` that throws a {@link StallError} when the stream is slower than `rate`. */
export function requireRate(
  rate: MinimumRate,
): (chunks: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array> {
  return async function* watch(chunks) {
    const problemAfter = watchRate(rate);
    let asked = performance.now();
    for await (const chunk of chunks) {
      const problem = problemAfter(chunk.length, performance.now() - asked);
      if (problem !== undefined) throw new StallError(problem);
      yield chunk;
      asked = performance.now();
    }
  };
}
