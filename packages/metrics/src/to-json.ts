import { requireNormalization, type Normalization } from './normalization';
import { requireMatrix } from './require-matrix';
import type { ConfusionMatrix } from './confusion-matrix';
import { normalize as normalizeMatrix } from './normalize';

/** Options of {@link toJson}. */
export interface JsonOptions {
  /** Adds `shares`, in [0, 1], of the true class, the predicted class or all samples. Left out, there are only counts. */
  normalize?: Normalization;
}

/**
 * The matrix as JSON: `classes`, `classNames`, `total` and `counts`, an array of rows; a row a line.
 *
 * With `normalize` also `normalize` and `shares`, rows likewise. It ends with a line break.
 *
 * @throws RangeError if `normalize` is out of range, or the matrix does not fit its own class count.
 */
export function toJson(matrix: ConfusionMatrix, { normalize }: JsonOptions = {}): string {
  requireMatrix('toJson', matrix);
  requireNormalization('toJson: normalize', normalize);
  const { classes, classNames, counts, total } = matrix;
  const rows = (values: Uint32Array | Float64Array) => {
    const lines = classNames.map(
      (_, i) => `    [${values.slice(i * classes, (i + 1) * classes).join(', ')}]`,
    );
    return `[\n${lines.join(',\n')}\n  ]`;
  };
  const members = {
    classes: String(classes),
    classNames: `[${classNames.map((name) => JSON.stringify(name)).join(', ')}]`,
    total: String(total),
    counts: rows(counts),
    ...(normalize !== undefined && {
      normalize: JSON.stringify(normalize),
      shares: rows(normalizeMatrix(matrix, normalize).values),
    }),
  };
  const lines = Object.entries(members).map(([name, value]) => `  "${name}": ${value}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}
