/** Mean, standard deviation (with n − 1) and size of a sample. */
export interface Sample {
  mean: number;
  deviation: number;
  n: number;
}

/**
 * Returns the two-sided p of Welch's t-test: the probability of means at least this far apart if both samples were drawn from
 * distributions with the same mean. The variances may differ.
 *
 * @returns null where it cannot be known: a sample of one, or no spread in either.
 */
export function welchTest(first: Sample, second: Sample): number | null {
  if (first.n < 2 || second.n < 2) return null;
  const [one, other] = [first, second].map(({ deviation, n }) => deviation ** 2 / n);
  const variance = one + other;
  if (!(variance > 0)) return null;
  const t = (first.mean - second.mean) / Math.sqrt(variance);
  // Welch and Satterthwaite.
  const freedom = variance ** 2 / (one ** 2 / (first.n - 1) + other ** 2 / (second.n - 1));
  return twoSidedP(t, freedom);
}

/** Returns the probability that |T| is at least |t| by Student's t distribution. */
export function twoSidedP(t: number, freedom: number): number {
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 1 / 2);
}

/** The regularized incomplete beta function I_x(a, b), by its continued fraction (DLMF 8.17.22). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast below the mean of the distribution.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const logFactor =
    a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b) - Math.log(a);
  return Math.exp(logFactor) * continuedFraction(x, a, b);
}

/** Lentz's method. Tiny numbers stand in for zeros in denominators. */
function continuedFraction(x: number, a: number, b: number): number {
  const [tiny, tolerance, mostTerms] = [1e-300, 1e-15, 10_000];
  const nonZero = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= mostTerms; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let change = 1;
    for (const term of [even, odd]) {
      d = 1 / nonZero(1 + term * d);
      c = nonZero(1 + term / c);
      change = c * d;
      fraction *= change;
    }
    if (Math.abs(change - 1) < tolerance) break;
  }
  return fraction;
}

/** ln Γ(x) for x > 0: Stirling's series, after Γ(x) = Γ(x + 1) / x has made x large. */
function logGamma(x: number): number {
  let shift = 0;
  while (x < 15) shift += Math.log(x++);
  const series = 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5) - 1 / (1680 * x ** 7);
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series - shift;
}
