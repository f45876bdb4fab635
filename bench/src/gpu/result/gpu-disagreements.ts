import type { GpuStepsResult } from './gpu-result';

/** Relative. Float32 sums in another order differ by less; another network by far more. */
const tolerance = 1e-4;

/** Compares loss and gradient of each network with those of the first who computed them, a line for each that differs. */
export function gpuDisagreements(steps: readonly GpuStepsResult[]): string[] {
  return steps.flatMap(({ network, place, peer, fingerprint }) => {
    const reference = steps.find((other) => other.network === network && other.fingerprint);
    const expected = reference?.fingerprint;
    if (!fingerprint || !expected) return [];
    return (['loss', 'gradientNorm'] as const)
      .filter((key) => !(Math.abs(fingerprint[key] / expected[key] - 1) <= tolerance))
      .map(
        (key) =>
          `${network}, ${peer} in ${place}: ${key} is ${fingerprint[key]}, ` +
          `that of ${reference.peer} in ${reference.place} is ${expected[key]}`,
      );
  });
}
