/** Minimum number of bytes per interval. A slower server has stalled, and the attempt ends. */
export interface MinimumRate {
  bytes: number;
  milliseconds: number;
}

/** At this rate, CIFAR-10 takes 11 hours. */
export const minimumRate: MinimumRate = { bytes: 100_000, milliseconds: 30_000 };

/**
 * Returns a function that checks the rate of a download. Call it with the bytes of each chunk and the milliseconds spent waiting
 * for that chunk; time that the reader spends on its own work does not count. The function returns a message when the rate is too
 * low, else undefined.
 */
export function watchRate({
  bytes,
  milliseconds,
}: MinimumRate): (chunk: number, waited: number) => string | undefined {
  let [received, time] = [0, 0];
  return (chunk, waited) => {
    received += chunk;
    time += waited;
    if (time < milliseconds) return undefined;
    if (received < bytes) {
      return `too slow: ${received} bytes in ${(time / 1000).toFixed(1)} s, the minimum is ${bytes} in ${milliseconds / 1000} s`;
    }
    [received, time] = [0, 0];
    return undefined;
  };
}
