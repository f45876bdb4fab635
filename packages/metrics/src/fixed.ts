/**
 * A number, zero or above, with a fixed count of decimals, exact halves rounded to the even digit, as Python's format does.
 *
 * `toFixed` alone rounds 0.125 up to 0.13 where scikit-learn prints 0.12. NaN is `nan`.
 */
export function fixed(value: number, digits: number): string {
  if (Number.isNaN(value)) return 'nan';
  const rounded = value.toFixed(digits);
  // A double that shows a 5 and then 40 zeros is the half itself: a neighbor of it would differ earlier.
  const isHalf = /50{40}$/.test(value.toFixed(digits + 41));
  const roundedToOdd = Number(rounded.at(-1)) % 2 === 1;
  return isHalf && roundedToOdd ? (Number(rounded) - 10 ** -digits).toFixed(digits) : rounded;
}
