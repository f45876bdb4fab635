import type { StepsResult } from './bench-result';

/** Relative. Float32 sums in another order differ by less; another network by far more. */
const tolerance = 1e-4;

/** Compares loss and gradient of every peer with those of `ours-1`; gives a line for each that is another. */
export function disagreements(steps: readonly StepsResult[]): string[] {
  return steps.flatMap(({ network, peer, runs }) => {
    const reference = steps.find((other) => other.network === network && other.peer === 'ours-1');
    const expected = reference?.runs[0]?.fingerprint;
    const found = runs[0]?.fingerprint;
    if (!expected || !found) return [];
    return (['loss', 'gradientNorm'] as const)
      .filter((key) => !(Math.abs(found[key] / expected[key] - 1) <= tolerance))
      .map((key) => `${network}, ${peer}: ${key} is ${found[key]}, that of ours-1 is ${expected[key]}`);
  });
}
