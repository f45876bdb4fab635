import { requireBoolean, requireOptions, type OptionNames } from '@nin/checks';
import { requireNormalization, type Normalization } from './normalization';
import { normalize as normalizeMatrix } from './normalize';
import { readMatrix, type CountedMatrix } from './read-matrix';

/** Options of {@link toCsv}. */
export interface CsvOptions {
  /** Shares of the true class, the predicted class or all samples, in [0, 1]; counts if left out. */
  normalize?: Normalization | undefined;
  /**
   * Whether names that a spreadsheet would run as a formula get a single quote in front, which it takes for the mark of a
   * text: those that begin with `=`, `+`, `-`, `@`, their fullwidth forms or a control character, such as a tab. Names that are
   * numbers, such as `-1`, and the figures stay as they are. Default true. With false, names are exact whatever they hold.
   */
  escapeFormulas?: boolean | undefined;
}

const optionNames: OptionNames<CsvOptions> = { normalize: true, escapeFormulas: true };

/** What begins a formula in a spreadsheet, or is skipped in front of one. */
const formulaStart = /^[=+\-@＝＋－＠\p{Cc}]/u;

const plainNumber = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/**
 * The matrix as comma-separated values: a first line with the predicted classes, then a line for each true class.
 *
 * The first field is `true\predicted`. Lines end with a line feed, the last one too. Names that hold commas, quotes or
 * line breaks are quoted. A name that a spreadsheet would run as a formula is kept from it, see
 * {@link CsvOptions.escapeFormulas}.
 *
 * @throws RangeError if `normalize` is out of range, or the matrix does not fit its own class count.
 * @throws TypeError if an argument is of another kind, or an option's name is unknown.
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
