import { median } from './statistics';

/** How many times as fast, over the rounds. */
export interface Ratio {
  median: number;
  min: number;
  max: number;
}

/**
 * Divides the times of one by those of another, round by round: what slows the machine down for a while slows both down.
 *
 * @param slow, fast Median times of each round.
 */
export function ratioByRound(slow: readonly number[], fast: readonly number[]): Ratio {
  const ratios = slow.slice(0, fast.length).map((time, round) => time / fast[round]);
  return { median: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios) };
}
