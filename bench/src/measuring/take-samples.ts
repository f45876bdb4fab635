import type { Pace } from '../plan/pace';

/**
 * Times runs of something, one after another; gives the milliseconds of each, warm-up left out.
 *
 * A plain loop and no benchmark library: a run here is up to seconds long, three of them have to do where a library would
 * want dozens, each gives a loss to be kept, and samples of several processes are summed up together later.
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
