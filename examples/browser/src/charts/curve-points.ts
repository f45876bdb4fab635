import type { EpochReport, StepReport } from '@nin/trainer';
import { type Experiment, learningRateSchedule } from '@nin/recipes';

/** A point of a curve: epochs since the training began, and a value. */
type CurvePoint = readonly [epochs: number, value: number];

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

/** Images that a mean is taken over at least: the accuracy of fewer jumps by several percent by chance alone. */
const fewestImages = 256;

/** The share of an epoch that a mean is taken over. */
const epochShare = 1 / 20;

/** What had been summed up at a moment of the training. */
interface Mark {
  epochs: number;
  images: number;
  sum: number;
}

/**
 * A figure of the training images, averaged over the last of them. Reports hold means since the start of their epoch,
 * which start over with each epoch; what lies between two reports follows from them.
 */
export function movingMeans(
  steps: readonly StepReport[],
  history: readonly EpochReport[],
  figure: 'loss' | 'accuracy',
): CurvePoint[] {
  const marks = marksOf(steps, history, figure);
  const window = windowSize(steps, history);
  const points: CurvePoint[] = [];
  let from = 0;
  for (const mark of marks) {
    // The latest mark that leaves enough images after it.
    for (let next = marks[from + 1]; next && mark.images - next.images >= window; next = marks[from + 1])
      from++;
    const start = marks[from];
    if (!start || mark.images - start.images < window) continue;
    points.push([mark.epochs, (mark.sum - start.sum) / (mark.images - start.images)]);
  }
  return points;
}

/** The sums over the whole training at each report and at each end of an epoch. */
function marksOf(
  steps: readonly StepReport[],
  history: readonly EpochReport[],
  figure: 'loss' | 'accuracy',
): Mark[] {
  let before: Mark = { epochs: 0, images: 0, sum: 0 };
  let last = before;
  let epoch = 0;
  const marks = [last];
  for (const { epochs, report } of placed(steps, history)) {
    if (report.epoch !== epoch) before = last;
    epoch = report.epoch;
    const images = before.images + report.images;
    // The last step of an epoch and its end are one moment.
    if (images <= last.images) continue;
    last = { epochs, images, sum: before.sum + report.images * report[figure] };
    marks.push(last);
  }
  return marks;
}

/** All reports, each with its place in the training, in the order of these. */
function placed(
  steps: readonly StepReport[],
  history: readonly EpochReport[],
): { epochs: number; report: StepReport | EpochReport }[] {
  const within = steps.flatMap((report) =>
    report.steps === undefined ? [] : [{ epochs: report.epoch - 1 + report.step / report.steps, report }],
  );
  const ends = history.map((report) => ({ epochs: report.epoch, report }));
  return [...within, ...ends].sort((a, b) => a.epochs - b.epochs);
}

/** How many images a mean is taken over; never more than an epoch has. */
function windowSize(steps: readonly StepReport[], history: readonly EpochReport[]): number {
  const last = steps.at(-1);
  const perEpoch = history[0]?.images ?? (last?.steps ? (last.images / last.step) * last.steps : Infinity);
  return Math.min(perEpoch, Math.max(fewestImages, perEpoch * epochShare));
}

/** A point of the drawing. */
export type RatePoint = readonly [epoch: number, rate: number];

/** More would not be seen in a small drawing. */
const mostPoints = 240;

/**
 * Returns the learning rates of a training, over its epochs.
 *
 * @throws RangeError if the schedule does not fit the training, such as a warmup that is longer.
 */
export function schedulePoints(
  experiment: Pick<Experiment, 'schedule' | 'epochs'> & { optimizer: { learningRate: number } },
  stepsPerEpoch: number,
): RatePoint[] {
  const { epochs } = experiment;
  const { schedule, unit } = learningRateSchedule(experiment, stepsPerEpoch);
  const perEpoch = unit === 'step' ? stepsPerEpoch : 1;
  const steps = epochs * perEpoch;
  const every = Math.max(1, Math.ceil(steps / mostPoints));
  const points: RatePoint[] = [];
  for (let step = 0; step < steps; step += every) {
    points.push([step / perEpoch, schedule(step)]);
    // A rate that is set once per epoch holds until its end.
    if (unit === 'epoch') points.push([Math.min(epochs, step + every), schedule(step)]);
  }
  if (unit === 'step') points.push([epochs, schedule(steps - 1)]);
  return points;
}
