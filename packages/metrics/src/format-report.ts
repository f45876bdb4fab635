import { printable, requireOptions, shown, type OptionNames } from '@nin/checks';
import type { ClassificationReport, Scores } from './classification-report';
import { displayWidth, padLeft } from './display-width';
import { fixed } from './fixed';

/** Options of {@link formatReport}. */
export interface FormatReportOptions {
  /** How many decimals the scores have. Integer from 0 to 20. Default 2. */
  digits?: number | undefined;
}

const optionNames: OptionNames<FormatReportOptions> = { digits: true };

/** The least width of a column, as scikit-learn prints it. */
const columnWidth = 9;

/**
 * The classification report as scikit-learn prints it: a row for each class, then accuracy and averages.
 *
 * It ends without a line break. Class names stay on their line and cannot steer the terminal: line breaks, control
 * characters and controls of the direction of writing are shown as `\n`, `\x1b`, `\u{202e}`.
 *
 * @throws RangeError if `digits` is out of range.
 * @throws TypeError if an argument is of another kind, or an option's name is unknown.
 * @see `sklearn.metrics.classification_report`.
 */
export function formatReport(report: ClassificationReport, options: FormatReportOptions = {}): string {
  requireReport(report);
  requireOptions('formatReport: options', options, optionNames);
  const { digits = 2 } = options;
  if (!Number.isInteger(digits) || digits < 0 || digits > 20) {
    throw new RangeError(`formatReport: digits must be an integer from 0 to 20, got ${shown(digits)}`);
  }
  const names = report.classes.map(({ name }) => printable(name));
  const nameWidth = Math.max(...names.map(displayWidth), 'weighted avg'.length);
  const line = (name: string, cells: readonly string[]) =>
    [padLeft(name, nameWidth) + ' ', ...cells.map((cell) => cell.padStart(columnWidth))].join(' ');
  const scoresLine = (name: string, { precision, recall, f1, support }: Scores) =>
    line(name, [...[precision, recall, f1].map((score) => fixed(score, digits)), String(support)]);
  return [
    line('', ['precision', 'recall', 'f1-score', 'support']),
    '',
    ...report.classes.map((scores, i) => scoresLine(names[i], scores)),
    '',
    line('accuracy', ['', '', fixed(report.accuracy, digits), String(report.micro.support)]),
    scoresLine('macro avg', report.macro),
    scoresLine('weighted avg', report.weighted),
  ].join('\n');
}

function requireReport(report: unknown): asserts report is ClassificationReport {
  const { classes, accuracy, micro, macro, weighted } = Object(report) as Partial<
    Record<keyof ClassificationReport, unknown>
  >;
  const fits =
    Array.isArray(classes) &&
    classes.every((scores) => areScores(scores) && typeof (scores as { name?: unknown }).name === 'string') &&
    typeof accuracy === 'number' &&
    [micro, macro, weighted].every(areScores);
  if (!fits) {
    throw new TypeError(
      `formatReport: report must be what classificationReport returns, got ${shown(report)}`,
    );
  }
}

function areScores(value: unknown): boolean {
  const scores = Object(value) as Partial<Record<keyof Scores, unknown>>;
  return (['precision', 'recall', 'f1', 'support'] as const).every(
    (name) => typeof scores[name] === 'number',
  );
}
