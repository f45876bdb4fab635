import type { EpochReport, StepReport } from '@nin/trainer';

/** A point of a curve: epochs since the training began, and a value. */
export type CurvePoint = readonly [epochs: number, value: number];

/** The learning rate of the steps, each at its place within its epoch. */
export function ratePoints(steps: readonly StepReport[]): CurvePoint[] {
  return steps.flatMap(({ epoch, step, steps: count, learningRate }) => {
    if (learningRate === undefined || count === undefined) return [];
    return [[epoch - 1 + step / count, learningRate] as const];
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
