/** Returns the product of a `[rows, inner]` and an `[inner, columns]` matrix, row-major, from the definition in float64. */
export function matrixProduct(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  rows: number,
  inner: number,
  columns: number,
): Float64Array {
  const product = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let k = 0; k < inner; k++)
      for (let column = 0; column < columns; column++)
        product[row * columns + column] += a[row * inner + k] * b[k * columns + column];
  return product;
}
