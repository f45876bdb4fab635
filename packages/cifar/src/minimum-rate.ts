/** The least that a server must send while it is waited for; at less, the attempt ends as one that has stalled. */
export interface MinimumRate {
  bytes: number;
  milliseconds: number;
}

/** At less, CIFAR-10 would take 11 hours. */
export const minimumRate: MinimumRate = { bytes: 100_000, milliseconds: 30_000 };

/**
 * Watches how fast something comes. What a reader takes for itself between two chunks does not count.
 *
 * @returns a function to call with the bytes of each chunk and the milliseconds it was waited for; it returns what to say once less
 *   than the rate has come in its time.
 */
export function watchRate({
  bytes,
  milliseconds,
}: MinimumRate): (chunk: number, waited: number) => string | undefined {
  let [come, time] = [0, 0];
  return (chunk, waited) => {
    come += chunk;
    time += waited;
    if (time < milliseconds) return undefined;
    if (come < bytes) {
      return `too slow: ${come} bytes in ${(time / 1000).toFixed(1)} s, at least ${bytes} in ${milliseconds / 1000} s are waited for`;
    }
    [come, time] = [0, 0];
    return undefined;
  };
}
