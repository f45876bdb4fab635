import type { BlockKind } from '@nin/blocks';
import type { Variation } from '../options/variation';
import type { TrainingSettings } from '../training/settings';

/** What an ablation trains: each point of its grid with each seed. */
export interface AblationPlan {
  /** Of all its trainings, but for what varies. The seed is the first one. */
  settings: TrainingSettings;
  /** The kinds of block that its networks may have. */
  kinds: readonly BlockKind[];
  /** The grid is all combinations of their values. The first one varies slowest, and a later one has the last word. */
  variations: readonly Variation[];
  /** All different. */
  seeds: readonly number[];
}

/** Values by their paths. */
export type GridPoint = Readonly<Record<string, unknown>>;

/** What the trainings of an ablation differ by. */
export interface PlannedTraining {
  point: GridPoint;
  seed: number;
}

/** The points of the grid in order. Without anything that varies there is one, which changes nothing. */
export function gridPoints({ variations }: Pick<AblationPlan, 'variations'>): GridPoint[] {
  return variations.reduce<GridPoint[]>(
    (points, { path, values }) =>
      points.flatMap((point) => values.map((value) => ({ ...point, [path]: value }))),
    [{}],
  );
}

/** The trainings of an ablation in order: seed by seed, so that what is there after an interruption compares like with like. */
export function plannedTrainings(plan: Pick<AblationPlan, 'variations' | 'seeds'>): PlannedTraining[] {
  const points = gridPoints(plan);
  return plan.seeds.flatMap((seed) => points.map((point) => ({ point, seed })));
}
