import { requireOptions, type OptionNames } from '@nin/checks';
import { requireNormalization, type Normalization } from './normalization';
import { normalize as normalizeMatrix } from './normalize';
import { readMatrix, type CountedMatrix } from './read-matrix';

/** Options of {@link toJson}. */
export interface JsonOptions {
  /** Adds `shares`, in [0, 1], of the true class, the predicted class or all samples. Left out, there are only counts. */
  normalize?: Normalization | undefined;
}

const optionNames: OptionNames<JsonOptions> = { normalize: true };

/**
 * The matrix as JSON: `classes`, `classNames`, `total` and `counts`, an array of rows; a row a line.
 *
 * With `normalize` also `normalize` and `shares`, rows likewise. It ends with a line break.
 *
 * @throws RangeError if `normalize` is out of range, or the matrix does not fit its own class count.
 * @throws TypeError if an argument is of another kind, or an option's name is unknown.
 */
export function toJson(matrix: CountedMatrix, options: JsonOptions = {}): string {
  const { classes, classNames, counts, total } = readMatrix('toJson', matrix);
  requireOptions('toJson: options', options, optionNames);
  const { normalize } = options;
  requireNormalization('toJson: normalize', normalize);
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
