/**
 * Round numbers from 0 up to `maximum`, about five of them, as an axis shows them.
 *
 * @param whole Whether only whole numbers make sense.
 */
export function ticks(maximum: number, whole: boolean): number[] {
  if (maximum === 0) return [0];
  const rough = maximum / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const round = [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough) ?? 10 * power;
  const step = whole ? Math.max(1, round) : round;
  // The little more is for a maximum that is a multiple of the step but for binary rounding.
  return Array.from({ length: Math.floor(maximum / step + 1e-9) + 1 }, (_, i) => i * step);
}
