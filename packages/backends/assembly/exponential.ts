/** The exponential function of four floats. */
import { multiplyAdd } from './vectors';

/** log₂ e, and ln 2 in two parts; the first has few digits, so that its multiples are exact. */
const LOG2_E: f32 = 1.44269504088896341;
const LN_2_HIGH: f32 = 0.693359375;
const LN_2_LOW: f32 = -2.1219444e-4;

/**
 * e^x to about one unit in the last place; 0 below −87 and infinity above 88, the range of float32. NaN stays NaN.
 *
 * With x = n · ln 2 + r and |r| ≤ ln 2 / 2, e^x is 2ⁿ times a polynomial of r, from `expf` in Moshier's Cephes library.
 */
export function exponential(x: v128): v128 {
  const lowest = f32x4.splat(-87);
  const highest = f32x4.splat(88);
  const within = f32x4.min(f32x4.max(x, lowest), highest);
  const n = f32x4.nearest(f32x4.mul(within, f32x4.splat(LOG2_E)));
  let r = multiplyAdd(n, f32x4.splat(-LN_2_HIGH), within);
  r = multiplyAdd(n, f32x4.splat(-LN_2_LOW), r);
  let sum = multiplyAdd(f32x4.splat(1.98756915e-4), r, f32x4.splat(1.3981999507e-3));
  sum = multiplyAdd(sum, r, f32x4.splat(8.3334519073e-3));
  sum = multiplyAdd(sum, r, f32x4.splat(4.1665795894e-2));
  sum = multiplyAdd(sum, r, f32x4.splat(1.6666665459e-1));
  sum = multiplyAdd(sum, r, f32x4.splat(5.0000001201e-1));
  sum = f32x4.add(multiplyAdd(sum, f32x4.mul(r, r), r), f32x4.splat(1));
  // 2ⁿ as a float: n goes into the exponent bits.
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  const value = v128.andnot(f32x4.mul(sum, power), f32x4.lt(x, lowest));
  return v128.bitselect(f32x4.splat(<f32>Infinity), value, f32x4.gt(x, highest));
}
