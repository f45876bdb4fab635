import { type OptionNames, requireOptions, shown } from '@nin/checks';
import type { EpochReport, StepReport } from './epoch-report';

/** Argument of {@link progressLine}: an `EpochReport`, a `StepReport`, or the fields of one. */
export interface ProgressReport {
  /** Completed steps of an unfinished epoch; undefined when the epoch has ended. */
  step?: number | undefined;
  /** Steps per epoch; undefined while unknown. */
  steps: number | undefined;
  /** Seconds since the start of the epoch. */
  seconds: number;
  /** Mean milliseconds per step. */
  millisecondsPerStep: number;
  /** Training accuracy, 0–1. */
  accuracy: number;
  /** Mean training loss. */
  loss: number;
  /** Validation accuracy, 0–1. Not shown if undefined. */
  validationAccuracy?: number | undefined;
  /** Validation loss. Not shown if undefined. */
  validationLoss?: number | undefined;
  /** Learning rate. Not shown if undefined, or while the epoch is unfinished. */
  learningRate?: number | undefined;
}

/** All fields of the reports of `train`, shown or not. */
const reportNames: OptionNames<ProgressReport & EpochReport & StepReport> = {
  step: true,
  steps: true,
  seconds: true,
  millisecondsPerStep: true,
  accuracy: true,
  loss: true,
  validationAccuracy: true,
  validationLoss: true,
  learningRate: true,
  epoch: true,
  epochs: true,
  totalSteps: true,
  images: true,
  trainingSeconds: true,
  imagesPerSecond: true,
  best: true,
};

/** Figures required in every line. */
const figureNames = ['seconds', 'millisecondsPerStep', 'accuracy', 'loss'] as const;

/** Width of the bar in characters, as in Keras. */
const barWidth = 20;

/**
 * Returns the progress line that Keras prints for an epoch, without colors:
 * `391/391 ━━━━━━━━━━━━━━━━━━━━ 9s 15ms/step - accuracy: 0.2092 - loss: 2.4122 - val_accuracy: 0.3192 - …`.
 *
 * For an unfinished epoch (a report with `step`), the step is padded, the bar is drawn up to it, and the remaining time replaces
 * the elapsed time, as in Keras: ` 40/391 ━━────────────────── 5s 15ms/step - accuracy: 0.1250 - …`. Keras colors the rest of
 * the bar; here it is a thin line. There are no control codes: the caller overwrites the previous line.
 *
 * @throws TypeError if a figure is missing or not a number, or a field is unknown.
 * @see Keras 3, `keras.utils.Progbar`: https://github.com/keras-team/keras/blob/master/keras/src/utils/progbar.py
 */
export function progressLine(report: ProgressReport): string {
  requireOptions('progressLine: report', report, reportNames);
  for (const name of figureNames) requireFigure(name, report[name]);
  const { step, steps, seconds, millisecondsPerStep } = report;
  if (step !== undefined) requireFigure('step', step);
  if (step === undefined || steps !== undefined) requireFigure('steps', steps);
  const perStep = millisecondsPerStep / 1000;
  const left = step !== undefined && steps !== undefined ? perStep * Math.max(0, steps - step) : undefined;
  const time = left === undefined ? `${fixed(seconds, 0)}s` : formatTimeLeft(left);
  const head = `${formatSteps(step, steps)} ${time} ${formatStepTime(perStep)}`;
  const figures: [name: string, value: number | undefined][] = [
    ['accuracy', report.accuracy],
    ['loss', report.loss],
    ['val_accuracy', report.validationAccuracy],
    ['val_loss', report.validationLoss],
    ['learning_rate', step === undefined ? report.learningRate : undefined],
  ];
  const shown = figures.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${formatFigure(value)}`],
  );
  return [head, ...shown].join(' - ');
}

function formatSteps(step: number | undefined, steps: number | undefined): string {
  if (steps === undefined) return `${String(step).padStart(7)}/Unknown`;
  const done = step ?? steps;
  const drawn = Math.min(barWidth, Math.floor((barWidth * done) / steps));
  const bar = '━'.repeat(drawn) + '─'.repeat(barWidth - drawn);
  return `${String(done).padStart(String(steps).length)}/${steps} ${bar}`;
}

function formatTimeLeft(seconds: number): string {
  const whole = Math.floor(seconds);
  if (seconds <= 60) return `${whole}s`;
  const twoDigits = (value: number) => String(Math.floor(value)).padStart(2, '0');
  if (seconds <= 3600) return `${Math.floor(whole / 60)}:${twoDigits(whole % 60)}`;
  return `${Math.floor(whole / 3600)}:${twoDigits((whole % 3600) / 60)}:${twoDigits(whole % 60)}`;
}

function formatStepTime(seconds: number): string {
  if (seconds >= 1 || seconds === 0) return `${fixed(seconds, 0)}s/step`;
  if (seconds >= 1e-3) return `${fixed(seconds * 1e3, 0)}ms/step`;
  return `${fixed(seconds * 1e6, 0)}us/step`;
}

/** Formats with four decimals; magnitudes up to 0.001 in scientific notation. */
function formatFigure(value: number): string {
  if (!Number.isFinite(value)) return String(value).replace('Infinity', 'inf').replace('NaN', 'nan');
  if (Math.abs(value) > 1e-3) return fixed(value, 4);
  // Python writes at least two digits of the exponent.
  return value.toExponential(4).replace(/e([+-])(\d)$/, 'e$10$2');
}

/** Formats with fixed decimals, rounding as Python does: an exact half to the even digit, where JavaScript rounds up. */
function fixed(value: number, digits: number): string {
  const rounded = value.toFixed(digits);
  const exact = value.toFixed(20);
  const half = /^50*$/.test(exact.slice(exact.indexOf('.') + 1 + digits));
  const isOdd = Number(rounded.at(-1)) % 2 === 1;
  if (!half || !isOdd) return rounded;
  return (Math.sign(value) * (Math.abs(Number(rounded)) - 10 ** -digits)).toFixed(digits);
}

function requireFigure(name: string, value: unknown): void {
  if (typeof value === 'number') return;
  throw new TypeError(`progressLine: report.${name} must be a number, got ${shown(value)}`);
}
