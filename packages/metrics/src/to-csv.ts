import { requireOptions, type OptionNames } from '@nin/checks';
import { requireNormalization, type Normalization } from './normalization';
import { normalize as normalizeMatrix } from './normalize';
import { readMatrix, type CountedMatrix } from './read-matrix';

/** Options of {@link toCsv}. */
export interface CsvOptions {
  /** Shares of the true class, the predicted class or all samples, in [0, 1]; counts if left out. */
  normalize?: Normalization | undefined;
}

const optionNames: OptionNames<CsvOptions> = { normalize: true };

/**
 * The matrix as comma-separated values: a first line with the predicted classes, then a line for each true class.
 *
 * The first field is `true\predicted`. Lines end with a line feed, the last one too. Names that hold commas, quotes or
 * line breaks are quoted.
 *
 * @throws RangeError if `normalize` is out of range, or the matrix does not fit its own class count.
 * @throws TypeError if an argument is of another kind, or an option's name is unknown.
 * @see RFC 4180.
 */
export function toCsv(matrix: CountedMatrix, options: CsvOptions = {}): string {
  const { classes, classNames, counts } = readMatrix('toCsv', matrix);
  requireOptions('toCsv: options', options, optionNames);
  const { normalize } = options;
  requireNormalization('toCsv: normalize', normalize);
  const values = normalize === undefined ? counts : normalizeMatrix(matrix, normalize).values;
  const rows = classNames.map((name, i) => [name, ...values.slice(i * classes, (i + 1) * classes)]);
  return [['true\\predicted', ...classNames], ...rows]
    .map((fields) => fields.map((value) => field(String(value))).join(',') + '\n')
    .join('');
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
