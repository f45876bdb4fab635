import { watchRate, type MinimumRate } from '../minimum-rate';

/** A server that sends nothing, or next to nothing. Trying again may help. */
export class StallError extends Error {}

/** Throws a {@link StallError} from a pass-through for `pipeline` where less than `rate` comes. */
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
