import { shown } from '@nin/checks';
import { isList, shownShape, valuesOf, type TensorLike } from './tensor-like';

/** Numbers in rows of equal length: row-major in one list, a list of rows, or a tensor of shape [rows, columns]. */
export type Rows = ArrayLike<number> | readonly ArrayLike<number>[] | TensorLike;

/** Values in row-major order, and the number of rows if they were given as rows. */
export interface ReadRows {
  readonly values: ArrayLike<unknown>;
  readonly rows?: number;
}

/**
 * Reads {@link Rows}. `where` is `function: argument`.
 *
 * @throws TypeError if the argument is of another type; RangeError if rows differ in length or a tensor has another rank.
 */
export function readRows(where: string, given: unknown): ReadRows {
  const { values, shape } = valuesOf(where, given);
  if (shape) {
    if (shape.length === 1) return { values };
    if (shape.length === 2) return { values, rows: shape[0] };
    throw new RangeError(`${where} must be of shape [rows, columns], got ${shownShape(shape)}`);
  }
  if (!isList(values[0])) return { values };
  return { values: flattened(where, values), rows: values.length };
}

function flattened(where: string, rows: ArrayLike<unknown>): readonly unknown[] {
  const flat: unknown[] = [];
  const columns = (rows[0] as ArrayLike<unknown>).length;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (!isList(row)) throw new TypeError(`${where}[${i}] must be a row of numbers, got ${shown(row)}`);
    if (row.length !== columns) {
      throw new RangeError(`${where}[${i}] must be as long as the first row (${columns}), got ${row.length}`);
    }
    for (let j = 0; j < columns; j++) flat.push(row[j]);
  }
  return flat;
}
