/** The innermost loop: MR × NR sums held in registers. */
import { MR } from './layout';
import { multiplyAdd } from './vectors';

/**
 * `C[i][…] = S[i][…] + Σ over k of A[k][i] · B[k][…]` for MR rows and 8 columns.
 *
 * The initial value of the sums, S, is C itself or a tile of zeros. This replaces a branch: with a branch after the loop, V8
 * keeps some of the sums in memory instead of registers, which halves the speed; so does adding S at the end.
 *
 * @param left a panel of A, MR floats per term. @param right a panel of B, 8 floats per term.
 * @param sources address of the row addresses of S. @param sourceBytes offset within these rows. @param targets and
 * `targetBytes` the same for C.
 */
export function microKernel(
  terms: i32,
  left: usize,
  right: usize,
  sources: usize,
  sourceBytes: usize,
  targets: usize,
  targetBytes: usize,
): void {
  let row: usize;
  row = load<usize>(sources, 0) + sourceBytes;
  let c0 = v128.load(row);
  let d0 = v128.load(row, 16);
  row = load<usize>(sources, 4) + sourceBytes;
  let c1 = v128.load(row);
  let d1 = v128.load(row, 16);
  row = load<usize>(sources, 8) + sourceBytes;
  let c2 = v128.load(row);
  let d2 = v128.load(row, 16);
  row = load<usize>(sources, 12) + sourceBytes;
  let c3 = v128.load(row);
  let d3 = v128.load(row, 16);
  row = load<usize>(sources, 16) + sourceBytes;
  let c4 = v128.load(row);
  let d4 = v128.load(row, 16);
  let c5 = f32x4.splat(0);
  let d5 = f32x4.splat(0);
  if (MR == 6) {
    row = load<usize>(sources, 20) + sourceBytes;
    c5 = v128.load(row);
    d5 = v128.load(row, 16);
  }
  while (terms > 0) {
    const b0 = v128.load(right);
    const b1 = v128.load(right, 16);
    const a0 = v128.load32_splat(left, 0);
    c0 = multiplyAdd(a0, b0, c0);
    d0 = multiplyAdd(a0, b1, d0);
    const a1 = v128.load32_splat(left, 4);
    c1 = multiplyAdd(a1, b0, c1);
    d1 = multiplyAdd(a1, b1, d1);
    const a2 = v128.load32_splat(left, 8);
    c2 = multiplyAdd(a2, b0, c2);
    d2 = multiplyAdd(a2, b1, d2);
    const a3 = v128.load32_splat(left, 12);
    c3 = multiplyAdd(a3, b0, c3);
    d3 = multiplyAdd(a3, b1, d3);
    const a4 = v128.load32_splat(left, 16);
    c4 = multiplyAdd(a4, b0, c4);
    d4 = multiplyAdd(a4, b1, d4);
    if (MR == 6) {
      const a5 = v128.load32_splat(left, 20);
      c5 = multiplyAdd(a5, b0, c5);
      d5 = multiplyAdd(a5, b1, d5);
    }
    left += MR * 4;
    right += 32;
    terms--;
  }
  row = load<usize>(targets, 0) + targetBytes;
  v128.store(row, c0);
  v128.store(row, d0, 16);
  row = load<usize>(targets, 4) + targetBytes;
  v128.store(row, c1);
  v128.store(row, d1, 16);
  row = load<usize>(targets, 8) + targetBytes;
  v128.store(row, c2);
  v128.store(row, d2, 16);
  row = load<usize>(targets, 12) + targetBytes;
  v128.store(row, c3);
  v128.store(row, d3, 16);
  row = load<usize>(targets, 16) + targetBytes;
  v128.store(row, c4);
  v128.store(row, d4, 16);
  if (MR == 6) {
    row = load<usize>(targets, 20) + targetBytes;
    v128.store(row, c5);
    v128.store(row, d5, 16);
  }
}
