import { requireBoolean, requireOptions, type OptionNames } from '@nin/checks';
import { type Normalization, normalize as normalizeMatrix, requireNormalization } from './normalize';
import { readMatrix, type CountedMatrix } from './read-matrix';

/** Options of {@link toCsv}. */
export interface CsvOptions {
  /** Writes shares of the true class, the predicted class or all samples, in [0, 1]. Default: counts. */
  normalize?: Normalization | undefined;
  /**
   * Whether to prefix names that a spreadsheet would run as a formula with a single quote, which marks text: names that begin
   * with `=`, `+`, `-`, `@`, their fullwidth forms or a control character, such as a tab. Names that are numbers, such as `-1`,
   * and the values are unchanged. Default true. With false, all names are exact.
   */
  escapeFormulas?: boolean | undefined;
}

const optionNames: OptionNames<CsvOptions> = { normalize: true, escapeFormulas: true };

/** Characters that start a formula in a spreadsheet, or are skipped before one. */
const formulaStart = /^[=+\-@＝＋－＠\p{Cc}]/u;

const plainNumber = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/**
 * Returns the matrix as comma-separated values: a header line with the predicted classes, then one line per true class.
 *
 * The first field is `true\predicted`. All lines end with a line feed. Names with commas, quotes or line breaks are quoted, and
 * names that a spreadsheet would run as a formula are escaped; see {@link CsvOptions.escapeFormulas}.
 *
 * @throws RangeError if `normalize` is out of range, or the matrix contradicts its class count.
 * @throws TypeError if an argument is of the wrong type, or an option is unknown.
 * @see RFC 4180. OWASP Application Security Verification Standard 5.0, requirement 1.2.10.
 */
export function toCsv(matrix: CountedMatrix, options: CsvOptions = {}): string {
  const { classes, classNames, counts } = readMatrix('toCsv', matrix);
  requireOptions('toCsv: options', options, optionNames);
  const { normalize, escapeFormulas = true } = options;
  requireNormalization('toCsv: normalize', normalize);
  requireBoolean('toCsv: escapeFormulas', escapeFormulas);
  const names = escapeFormulas ? classNames.map(withoutFormula) : classNames;
  const values = normalize === undefined ? counts : normalizeMatrix(matrix, normalize).values;
  const rows = names.map((name, i) => [name, ...values.slice(i * classes, (i + 1) * classes)]);
  return [['true\\predicted', ...names], ...rows]
    .map((fields) => fields.map((value) => field(String(value))).join(',') + '\n')
    .join('');
}

function withoutFormula(name: string): string {
  return formulaStart.test(name) && !plainNumber.test(name) ? `'${name}` : name;
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
