import type { EpochReport, StepReport } from '@nin/trainer';

/** A point of a curve: epochs since the training began, and a value. */
export type CurvePoint = readonly [epochs: number, value: number];

/** A figure of the steps, each at its place within its epoch. */
export function stepPoints(
  steps: readonly StepReport[],
  figure: 'loss' | 'accuracy' | 'learningRate',
): CurvePoint[] {
  return steps.flatMap((report) => {
    const value = report[figure];
    if (value === undefined || report.steps === undefined) return [];
    return [[report.epoch - 1 + report.step / report.steps, value] as const];
  });
}

/** A figure of the epochs, each at its end. */
export function epochPoints(
  history: readonly EpochReport[],
  figure: 'validationLoss' | 'validationAccuracy',
): CurvePoint[] {
  return history.flatMap((report) => {
    const value = report[figure];
    return value === undefined ? [] : [[report.epoch, value] as const];
  });
}
