import { requireOptions, type OptionNames } from '@nin/checks';
import { type Normalization, normalize as normalizeMatrix, requireNormalization } from './normalize';
import { readMatrix, type CountedMatrix } from './read-matrix';

/** Options of {@link toJson}. */
export interface JsonOptions {
  /** Adds `shares`, in [0, 1], of the true class, the predicted class or all samples. Default: counts only. */
  normalize?: Normalization | undefined;
}

const optionNames: OptionNames<JsonOptions> = { normalize: true };

/**
 * Returns the matrix as JSON: `classes`, `classNames`, `total` and `counts`, an array of rows with one row per line.
 *
 * With `normalize`, also `normalize` and `shares`, an array of rows. Ends with a line break.
 *
 * @throws RangeError if `normalize` is out of range, or the matrix contradicts its class count.
 * @throws TypeError if an argument is of the wrong type, or an option is unknown.
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
