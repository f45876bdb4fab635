import { printable, requireOptions, shown, type OptionNames } from '@nin/checks';
import type { ClassificationReport, Scores } from './classification-report';
import { displayWidth, padLeft } from './display-width';
import { fixed } from './fixed';

/** Options of {@link formatReport}. */
export interface FormatReportOptions {
  /** Decimals of the scores. Integer from 0 to 20. Default 2. */
  digits?: number | undefined;
}

const optionNames: OptionNames<FormatReportOptions> = { digits: true };

/** Minimum width of a column, as in scikit-learn. */
const columnWidth = 9;

/**
 * Returns the classification report as scikit-learn prints it: a row per class, then accuracy and averages.
 *
 * Ends without a line break. Class names cannot break lines or control the terminal: line breaks, control characters and
 * bidirectional controls are escaped as `\n`, `\x1b`, `\u{202e}`.
 *
 * @throws RangeError if `digits` is out of range.
 * @throws TypeError if an argument is of the wrong type, or an option is unknown.
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
