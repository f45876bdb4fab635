import type { Pace } from '../job';

/**
 * Times runs one after another; returns the milliseconds of each, without the warm-up.
 *
 * A plain loop and no benchmark library: a run takes up to seconds, three of them must do where a library wants dozens, each
 * returns a loss, and samples of several processes are summarized together later.
 */
export async function takeSamples(
  run: () => unknown,
  { warmUp, atLeast, atMost, seconds }: Pace,
): Promise<number[]> {
  for (let i = 0; i < warmUp; i++) await run();
  const milliseconds: number[] = [];
  const end = performance.now() + 1000 * seconds;
  while (milliseconds.length < atLeast || (milliseconds.length < atMost && performance.now() < end)) {
    const start = performance.now();
    await run();
    milliseconds.push(performance.now() - start);
  }
  return milliseconds;
}
