import { learningRateSchedule, type Recipe } from '@nin/recipes';

/** A point of the drawing. */
export type RatePoint = readonly [epoch: number, rate: number];

/** More would not be seen in a small drawing. */
const mostPoints = 240;

/** The learning rates that a training will use, over its epochs, by the schedule it follows. */
export function schedulePoints(
  recipe: Pick<Recipe, 'schedule' | 'learningRate' | 'epochs'>,
  stepsPerEpoch: number,
): RatePoint[] {
  const { schedule, unit } = learningRateSchedule(recipe, stepsPerEpoch);
  const perEpoch = unit === 'step' ? stepsPerEpoch : 1;
  const steps = recipe.epochs * perEpoch;
  const every = Math.max(1, Math.ceil(steps / mostPoints));
  const points: RatePoint[] = [];
  for (let step = 0; step < steps; step += every) {
    points.push([step / perEpoch, schedule(step)]);
    // A rate that is set once an epoch holds until its end.
    if (unit === 'epoch') points.push([Math.min(recipe.epochs, step + every), schedule(step)]);
  }
  if (unit === 'step') points.push([recipe.epochs, schedule(steps - 1)]);
  return points;
}
