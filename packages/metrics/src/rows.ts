import { shown } from '@nin/checks';
import { isList, shownShape, valuesOf, type TensorLike } from './tensor-like';

/** Numbers in rows of one length: row-major in one list, as a list of rows, or as a tensor of shape [rows, columns]. */
export type Rows = ArrayLike<number> | readonly ArrayLike<number>[] | TensorLike;

/** Rows, read: their values row-major, and how many rows were given, if they were given as rows. */
export interface ReadRows {
  readonly values: ArrayLike<unknown>;
  readonly rows?: number;
}

/**
 * Reads rows in any of their forms. `where` is `function: argument`.
 *
 * @throws TypeError if it is none of the forms; RangeError if rows differ in length or a tensor has other axes.
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
